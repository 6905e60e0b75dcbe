import Handlebars from 'handlebars';
import { TEMPLATE_FUNCTIONS } from './template-functions.ts';

const OPTIONS = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(TEMPLATE_FUNCTIONS).map((name) => [name, true])),
};

const environment = Handlebars.create();
for (const [name, helper] of Object.entries(TEMPLATE_FUNCTIONS)) environment.registerHelper(name, helper);

/** A template of the user, with all of Handlebars. Throws Handlebars' own error where it is not valid. */
export function handlebarsTemplate(text: string): (data: object) => string {
  // `compile` waits with its errors until the first use; `precompile` does not, and takes as long again.
  environment.precompile(text, OPTIONS);
  return environment.compile<object>(text, OPTIONS);
}
