/** The scripts are JavaScript, so that they run before anything is installed. */
declare module '*/scripts/lib/node.mjs' {
  export function hostFlags(): string[];
}
