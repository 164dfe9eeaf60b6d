/** One drug-event pair with its margins, counted in reports. */
export interface PairCounts {
  readonly drug: number;
  readonly event: number;
  /** Reports with both. */
  readonly a: number;
  /** Reports with the drug, and with the event. */
  readonly drugTotal: number;
  readonly eventTotal: number;
  /** Reports expected with both if drug and event were independent (within strata). */
  readonly expected: number;
}

/** Counts of all pairs that occur, and the number of reports. */
export interface ReportCounts {
  readonly pairs: readonly PairCounts[];
  readonly reports: number;
  readonly drugs: number;
  readonly events: number;
}

/** Rows of report, drug and event codes (0…), with the stratum of each report. */
export interface ReportRows {
  readonly report: Int32Array;
  readonly drug: Int32Array;
  readonly event: Int32Array;
  /** Absent: one stratum. */
  readonly stratum?: Int32Array | undefined;
}

/**
 * Counts distinct reports per pair, drug and event. Expected counts are summed over strata when there are any
 * (Evans, Waller and Davis, 2001; R openEBGM::processRaw).
 */
export function countReports(rows: ReportRows): ReportCounts {
  const distinct = (keys: readonly Int32Array[]): Map<string, { row: number; reports: Set<number> }> => {
    const counts = new Map<string, { row: number; reports: Set<number> }>();
    for (let i = 0; i < rows.report.length; i++) {
      const key = keys.map((k) => k[i]).join();
      let found = counts.get(key);
      if (!found) {
        found = { row: i, reports: new Set() };
        counts.set(key, found);
      }
      found.reports.add(rows.report[i] as number);
    }
    return counts;
  };
  const stratum = rows.stratum ?? new Int32Array(rows.report.length);
  const pairs = distinct([rows.drug, rows.event]);
  const drugs = distinct([rows.drug]);
  const events = distinct([rows.event]);
  const strata = distinct([stratum]);
  const drugsIn = distinct([rows.drug, stratum]);
  const eventsIn = distinct([rows.event, stratum]);
  const size = (counts: Map<string, { reports: Set<number> }>, key: string): number =>
    counts.get(key)?.reports.size ?? 0;
  return {
    reports: new Set(rows.report).size,
    drugs: drugs.size,
    events: events.size,
    pairs: [...pairs.values()].map(({ row, reports }) => {
      const drug = rows.drug[row] as number;
      const event = rows.event[row] as number;
      let expected = 0;
      for (const [s, { reports: all }] of strata) {
        expected += (size(drugsIn, `${drug},${s}`) * size(eventsIn, `${event},${s}`)) / all.size;
      }
      return {
        drug,
        event,
        a: reports.size,
        drugTotal: size(drugs, `${drug}`),
        eventTotal: size(events, `${event}`),
        expected,
      };
    }),
  };
}

/** Pairs from a table of counts; margins are sums of the table. */
export function countTable(drug: Int32Array, event: Int32Array, count: Float64Array): ReportCounts {
  const drugTotals = new Map<number, number>();
  const eventTotals = new Map<number, number>();
  let total = 0;
  count.forEach((n, i) => {
    drugTotals.set(drug[i] as number, (drugTotals.get(drug[i] as number) ?? 0) + n);
    eventTotals.set(event[i] as number, (eventTotals.get(event[i] as number) ?? 0) + n);
    total += n;
  });
  return {
    reports: total,
    drugs: drugTotals.size,
    events: eventTotals.size,
    pairs: Array.from(count, (a, i) => {
      const drugTotal = drugTotals.get(drug[i] as number) ?? 0;
      const eventTotal = eventTotals.get(event[i] as number) ?? 0;
      return {
        drug: drug[i] as number,
        event: event[i] as number,
        a,
        drugTotal,
        eventTotal,
        expected: (drugTotal / total) * eventTotal,
      };
    }),
  };
}
