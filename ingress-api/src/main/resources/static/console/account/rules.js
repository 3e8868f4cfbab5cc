// @ts-check

/** What the server asks of a password. @type {[string, (password: string) => boolean][]} */
export const RULES = [
  ['8 to 64 characters', (password) => password.length >= 8 && password.length <= 64],
  ['an upper-case letter', (password) => /\p{Lu}/u.test(password)],
  ['a digit', (password) => /\p{Nd}/u.test(password)],
  ['a special character', (password) => /[^\p{L}\p{N}\s]/u.test(password)],
];

/** What is wrong with it, as a sentence; empty when nothing is. @param {string} password */
export function wrongPassword(password) {
  const missing = RULES.filter(([, test]) => !test(password)).map(([text]) => text);
  return missing.length === 0 ? '' : `A password needs ${missing.join(', ')}.`;
}
