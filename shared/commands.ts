/**
 * Every command of the program, declared once. The native menu, the palette, buttons, tooltips and
 * the keyboard all read this table; what a command does is the renderer's business.
 *
 * Shortcuts are written as 'Mod+Shift+K'. Mod is Ctrl, and Cmd on a Mac; the last part is a key as
 * KeyboardEvent.key names it (https://www.w3.org/TR/uievents-key/), or Plus for "+".
 */

export type Platform = 'mac' | 'other';

/** Which menu of the menu bar a command stands in. */
export type MenuId = 'file' | 'edit' | 'view' | 'go' | 'help';

/** What has to be there for a command to make sense; without it the command is greyed or hidden. */
export type CommandContext =
  | 'always'
  /** A case file is open. */
  | 'case'
  /** Text of a source is selected. */
  | 'selection'
  /** A highlight is chosen. */
  | 'highlight'
  /** The focus is on an item of a list: a case file, a source, a note, a highlight. */
  | 'item';

interface CommandShape {
  /** As a menu or the palette shows it; "…" when it asks for something before it acts. */
  label: string;
  /** Other words to find it by in the palette. */
  also?: string;
  /** Menu and group: a line is drawn between groups. Not in the menu bar when absent. */
  menu?: readonly [menu: MenuId, group: number];
  /** The first is the one shown. */
  keys?: readonly string[];
  /** The same on a Mac, where they differ. */
  macKeys?: readonly string[];
  when: CommandContext;
}

const table = {
  'search.open': {
    label: 'Search and commands…',
    also: 'find palette go to',
    menu: ['edit', 2],
    keys: ['Mod+K'],
    when: 'always',
  },

  'go.search': {
    label: 'Search screen',
    also: 'find results facets all advanced',
    menu: ['go', 2],
    keys: ['Mod+Shift+F'],
    when: 'always',
  },
  'search.save': {
    label: 'Save the search',
    also: 'keep query',
    menu: ['edit', 2],
    keys: ['Mod+S'],
    when: 'always',
  },

  'find.inText': {
    label: 'Find in the text…',
    also: 'search here source note',
    menu: ['edit', 2],
    keys: ['Mod+F'],
    when: 'always',
  },
  'find.next': {
    label: 'Find the next',
    also: 'search again',
    menu: ['edit', 2],
    keys: ['F3', 'Mod+G'],
    macKeys: ['Mod+G', 'F3'],
    when: 'always',
  },
  'find.previous': {
    label: 'Find the one before',
    also: 'search again backwards previous',
    menu: ['edit', 2],
    keys: ['Shift+F3', 'Mod+Shift+G'],
    macKeys: ['Mod+Shift+G', 'Shift+F3'],
    when: 'always',
  },

  'source.add': {
    label: 'Add a source…',
    also: 'import paste file new',
    menu: ['file', 1],
    keys: ['Mod+Shift+A'],
    when: 'always',
  },
  'source.editDetails': {
    label: 'Edit the details of the source…',
    also: 'metadata author title date citation reference bibtex csl',
    when: 'always',
  },
  'source.copyCitation': {
    label: 'Copy the citation of the source',
    also: 'cite reference bibliography clipboard',
    when: 'always',
  },
  'source.pages': {
    label: 'Text or pages',
    also: 'pdf page view original switch show',
    when: 'always',
  },
  'source.editParagraph': {
    label: 'Edit the paragraph…',
    also: 'correct typo change text source revise',
    when: 'always',
  },
  'source.replaceText': {
    label: 'Replace the text of the source…',
    also: 'revise newer version import paste',
    when: 'always',
  },
  'source.revisions': {
    label: 'Revisions of the source…',
    also: 'older versions text history',
    when: 'always',
  },
  'source.importAnnotations': {
    label: 'Import annotations on the source…',
    also: 'w3c web annotation json-ld jsonld highlights',
    when: 'always',
  },
  'highlight.review': {
    label: 'Review highlights…',
    also: 'needs place anchor moved changed',
    when: 'always',
  },
  'labels.rename': {
    label: 'Name the labels…',
    also: 'rename colours highlights',
    when: 'always',
  },
  'note.new': {
    label: 'New note',
    also: 'write create',
    menu: ['file', 1],
    keys: ['Mod+Alt+N'],
    when: 'always',
  },
  'note.import': {
    label: 'Import Markdown as notes…',
    also: 'md obsidian file zip',
    menu: ['file', 1],
    when: 'always',
  },
  'bundle.import': {
    label: 'Import a bundle…',
    also: 'casebook merge colleague open',
    menu: ['file', 1],
    when: 'always',
  },
  'case.new': { label: 'New case file…', also: 'create', menu: ['file', 1], when: 'always' },
  'case.rename': { label: 'Rename the case file…', menu: ['file', 2], when: 'case' },
  'case.bibliography': {
    label: 'Bibliography of the case file…',
    also: 'citation style csl apa chicago mla references works cited',
    menu: ['file', 2],
    when: 'case',
  },
  'case.copyBibliography': {
    label: 'Copy the bibliography of the case file',
    also: 'cite references works clipboard',
    when: 'case',
  },
  'export.pdf': {
    label: 'Export the case file…',
    also: 'pdf print save bibtex ris csv anki references',
    menu: ['file', 2],
    keys: ['Mod+Shift+E'],
    when: 'case',
  },
  'export.annotations': {
    label: 'Export the highlights as annotations…',
    also: 'w3c web annotation json-ld jsonld save',
    menu: ['file', 2],
    when: 'case',
  },
  'export.bundle': {
    label: 'Export the case file as a bundle…',
    also: 'casebook share colleague merge send',
    menu: ['file', 2],
    when: 'case',
  },
  'citations.style': {
    label: 'Citation style…',
    also: 'csl apa chicago mla harvard vancouver ieee language bibliography add',
    menu: ['file', 3],
    when: 'always',
  },
  'library.backup': {
    label: 'Back up the library',
    also: 'copy save safe',
    menu: ['file', 3],
    when: 'always',
  },
  'library.pack': {
    label: 'Back up the library to one file…',
    also: 'copy save archive tar whole',
    menu: ['file', 3],
    when: 'always',
  },
  'library.restore': {
    label: 'Restore a library from a file…',
    also: 'backup bring back recover',
    menu: ['file', 3],
    when: 'always',
  },
  'library.move': {
    label: 'Move the library…',
    also: 'folder disk place elsewhere',
    menu: ['file', 3],
    when: 'always',
  },
  'library.check': {
    label: 'Check the library',
    also: 'verify repair health',
    menu: ['file', 3],
    when: 'always',
  },
  'trash.open': {
    label: 'Trash',
    also: 'deleted restore undelete',
    menu: ['go', 2],
    when: 'always',
  },

  'edit.undo': {
    label: 'Undo',
    also: 'take back history',
    menu: ['edit', 1],
    keys: ['Mod+Z'],
    when: 'always',
  },
  'edit.redo': {
    label: 'Redo',
    also: 'do again history',
    menu: ['edit', 1],
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    macKeys: ['Mod+Shift+Z'],
    when: 'always',
  },
  'item.openBeside': {
    label: 'Open beside',
    also: 'split side by side two half',
    menu: ['go', 4],
    keys: ['Mod+Enter'],
    when: 'item',
  },
  'item.rename': { label: 'Rename…', menu: ['edit', 3], keys: ['F2'], when: 'item' },
  'item.moveUp': {
    label: 'Move up',
    also: 'reorder',
    menu: ['edit', 3],
    keys: ['Alt+ArrowUp'],
    when: 'item',
  },
  'item.moveDown': {
    label: 'Move down',
    also: 'reorder',
    menu: ['edit', 3],
    keys: ['Alt+ArrowDown'],
    when: 'item',
  },
  'item.trash': {
    label: 'Move to the trash',
    also: 'delete remove',
    menu: ['edit', 3],
    keys: ['Delete'],
    macKeys: ['Backspace', 'Delete'],
    when: 'item',
  },

  'highlight.label-1': { label: 'Highlight in yellow', keys: ['1'], when: 'selection' },
  'highlight.label-2': { label: 'Highlight in green', keys: ['2'], when: 'selection' },
  'highlight.label-3': { label: 'Highlight in blue', keys: ['3'], when: 'selection' },
  'highlight.label-4': { label: 'Highlight in red', keys: ['4'], when: 'selection' },
  'highlight.label-5': { label: 'Highlight in purple', keys: ['5'], when: 'selection' },
  'highlight.comment': {
    label: 'Comment on the passage',
    also: 'annotate annotation',
    keys: ['c'],
    when: 'selection',
  },
  'highlight.quoteInNote': {
    label: 'Quote the passage in a note',
    also: 'cite excerpt',
    keys: ['q'],
    when: 'selection',
  },
  'highlight.copyWithCitation': {
    label: 'Copy with citation',
    also: 'clipboard reference quote author',
    menu: ['edit', 2],
    keys: ['Mod+Shift+C'],
    when: 'selection',
  },

  'go.back': {
    label: 'Back',
    menu: ['go', 1],
    keys: ['Alt+ArrowLeft'],
    macKeys: ['Mod+['],
    when: 'always',
  },
  'go.forward': {
    label: 'Forward',
    menu: ['go', 1],
    keys: ['Alt+ArrowRight'],
    macKeys: ['Mod+]'],
    when: 'always',
  },
  'go.sources': { label: 'All sources', also: 'library', menu: ['go', 2], when: 'always' },
  'go.highlights': { label: 'All highlights', menu: ['go', 2], when: 'always' },
  'go.notes': { label: 'All notes', menu: ['go', 2], when: 'always' },

  'go.history': {
    label: 'History',
    also: 'undo redo steps done',
    menu: ['go', 2],
    when: 'always',
  },

  'pane.next': { label: 'Next pane', also: 'focus', menu: ['go', 3], keys: ['F6'], when: 'always' },
  'pane.previous': {
    label: 'Previous pane',
    also: 'focus',
    menu: ['go', 3],
    keys: ['Shift+F6'],
    when: 'always',
  },

  'view.rail': {
    label: 'Show or hide the rail',
    also: 'sidebar left',
    menu: ['view', 1],
    keys: ['Mod+\\'],
    when: 'always',
  },
  'view.inspector': {
    label: 'Show or hide the inspector',
    also: 'sidebar right annotations',
    menu: ['view', 1],
    keys: ['Mod+Shift+\\'],
    when: 'always',
  },
  'view.typography': {
    label: 'Typography…',
    also: 'font face size line spacing measure width justify',
    menu: ['view', 3],
    when: 'always',
  },
  'view.outline': {
    label: 'Outline of the text',
    also: 'headings contents chapters go to',
    menu: ['go', 4],
    keys: ['Mod+Shift+O'],
    when: 'always',
  },
  'beside.choose': {
    label: 'Open something beside…',
    also: 'split side by side two halves',
    menu: ['go', 4],
    when: 'always',
  },
  'beside.swap': {
    label: 'Swap the two sides',
    also: 'split side by side',
    menu: ['go', 4],
    when: 'always',
  },
  'beside.close': {
    label: 'Close what stands beside',
    also: 'split side by side one',
    menu: ['go', 4],
    when: 'always',
  },
  'view.theme.system': {
    label: 'Theme of the system',
    also: 'appearance automatic',
    menu: ['view', 2],
    when: 'always',
  },
  'view.theme.light': {
    label: 'Light theme',
    also: 'appearance bright day',
    menu: ['view', 2],
    when: 'always',
  },
  'view.theme.dark': {
    label: 'Dark theme',
    also: 'appearance night',
    menu: ['view', 2],
    when: 'always',
  },
  'view.text-larger': {
    label: 'Larger text',
    also: 'zoom in size',
    menu: ['view', 3],
    keys: ['Mod+=', 'Mod+Plus'],
    when: 'always',
  },
  'view.text-smaller': {
    label: 'Smaller text',
    also: 'zoom out size',
    menu: ['view', 3],
    keys: ['Mod+-'],
    when: 'always',
  },
  'view.text-reset': {
    label: 'Text at its usual size',
    also: 'zoom reset',
    menu: ['view', 3],
    keys: ['Mod+0'],
    when: 'always',
  },

  'case.addPreloaded': {
    label: 'Add the example case again',
    also: 'preloaded welcome north korean soldiers',
    menu: ['help', 2],
    when: 'always',
  },
  'help.shortcuts': {
    label: 'Keyboard shortcuts',
    also: 'keys help',
    menu: ['help', 1],
    keys: ['Mod+/'],
    when: 'always',
  },
} as const satisfies Record<string, CommandShape>;

export type CommandId = keyof typeof table;

export interface Command extends CommandShape {
  id: CommandId;
}

/** All commands by id. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = Object.fromEntries(
  Object.entries<CommandShape>(table).map(([id, shape]) => [id, { id, ...shape }]),
) as Record<CommandId, Command>;

/** All commands, in the order of the table. */
export const COMMAND_LIST: readonly Command[] = Object.values(COMMANDS);

/** The titles of the menus, in the order of the menu bar. */
export const MENUS: ReadonlyArray<{ id: MenuId; label: string }> = [
  { id: 'file', label: 'File' },
  { id: 'edit', label: 'Edit' },
  { id: 'view', label: 'View' },
  { id: 'go', label: 'Go' },
  { id: 'help', label: 'Help' },
];

/** Says whether a string, from a menu message say, is the id of a command. */
export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(table, id);
}

/** The shortcuts of a command on a platform; the first is the one to show. */
export function keysOf(command: Command, platform: Platform): readonly string[] {
  return (platform === 'mac' ? command.macKeys : undefined) ?? command.keys ?? [];
}

/** The platform that a `navigator.platform` or `process.platform` names. */
export function platformOf(name: string): Platform {
  return /^(darwin|mac|iphone|ipad)/i.test(name) ? 'mac' : 'other';
}
