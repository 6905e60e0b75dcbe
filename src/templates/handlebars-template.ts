import Handlebars from 'handlebars';
import type { TemplateFunctions } from './template-functions.ts';

/** A template of the user, with all of Handlebars. Throws Handlebars' own error where it is not valid. */
export function handlebarsTemplate(text: string, functions: TemplateFunctions): (data: object) => string {
  const environment = Handlebars.create();
  for (const [name, helper] of Object.entries(functions)) environment.registerHelper(name, helper);
  const options = {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(functions).map((name) => [name, true])),
  };
  // `compile` waits with its errors until the first use; `precompile` does not, and takes as long again.
  environment.precompile(text, options);
  return environment.compile<object>(text, options);
}
