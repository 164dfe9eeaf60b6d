import { z } from 'zod';

const licence = z.object({
  name: z.string(),
  version: z.string(),
  /** The SPDX expression that the package states. */
  licence: z.string(),
  /** The licence in full; null when the package does not come with it. */
  text: z.string().nullable(),
});

/** The licences of the software that ships, as the build writes them beside the page (`licences.json`), by name. */
export const licencesFile = z.array(licence);
export type Licence = z.infer<typeof licence>;
