/**
 * How a name or code of a report is compared: full-width and half-width forms, case and spacing do not matter, and ICD-10
 * codes are the same with and without their point.
 */
export function reportKey(text: string): string {
  const key = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  return isIcd10(key) ? key.replace('.', '') : key;
}

/** Whether a key is a category of ICD-10, or one below it. */
export function isIcd10(key: string): boolean {
  return /^[a-z]\d[\da-z](\.?[\da-z]{1,4})?$/.test(key);
}

/** What follows the substance in a generic name: salts, esters and hydrates. Longer ones come before their endings. */
const salts =
  /(?:\s?(?:一|二|三|無|半)?(?:水和物|臭化水素酸塩|塩酸塩|ベシル酸塩|メシル酸塩|トシル酸塩|マレイン酸塩|フマル酸塩|酒石酸塩|コハク酸塩|リン酸塩|クエン酸塩|硫酸塩|硝酸塩|酢酸塩|シュウ酸塩|パモ酸塩|ナトリウム塩|カリウム塩|カルシウム塩|ナトリウム|カリウム|カルシウム|マグネシウム|メドキソミル|シレキセチル)| (?:mono|di|tri|hemi|sesqui)?(?:hydrate|hydrochloride|hydrobromide|besilate|besylate|mesilate|mesylate|tosilate|tosylate|maleate|fumarate|tartrate|succinate|phosphate|citrate|sulfate|nitrate|acetate|oxalate|sodium|potassium|calcium|magnesium|medoxomil|cilexetil))$/u;

/** The key of a substance without its salt: `アムロジピンベシル酸塩` is `アムロジピン`. */
export function substanceKey(key: string): string {
  let rest = key;
  for (;;) {
    const shorter = rest.replace(salts, '').trim();
    // What is left of a salt of a short acid would be no drug: `塩化カリウム`.
    if (shorter === rest || shorter.length < 3) return rest;
    rest = shorter;
  }
}

/** The ingredient that a YJ code (薬価基準収載医薬品コード, 12 characters) begins with; null for anything else. */
export function ingredientOfYj(key: string): string | null {
  return /^\d{7}[a-z]\d[\da-z]{3}$/.test(key) ? key.slice(0, 7) : null;
}

/** Tells the study's drug by the keys of its concepts. */
export function drugMatcher(keys: ReadonlySet<string>): (text: string) => boolean {
  const substances = new Set([...keys].map(substanceKey));
  return (text) => {
    const key = reportKey(text);
    return keys.has(key) || substances.has(substanceKey(key)) || keys.has(ingredientOfYj(key) ?? '');
  };
}
