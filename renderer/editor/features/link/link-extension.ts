import {
  $createLinkNode,
  $isAutoLinkNode,
  $isLinkNode,
  $toggleLink,
  AutoLinkExtension,
  autoLinkEmailMatcher,
  autoLinkUrlMatcher,
  LinkExtension,
  type LinkMatcher,
  type LinkNode,
} from '@lexical/link';
import {
  $createTextNode,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  configExtension,
  createCommand,
  defineExtension,
  type LexicalCommand,
} from 'lexical';
import { isAllowedHref } from '../../../../shared/links.ts';
import { hrefFrom } from './href.ts';

/** Opens the popover that makes or changes the link at the selection. */
export const EDIT_LINK_COMMAND: LexicalCommand<void> = createCommand('EDIT_LINK_COMMAND');

/** Puts a checked address on the selection; null takes the link away. */
export const SET_LINK_COMMAND: LexicalCommand<string | null> = createCommand('SET_LINK_COMMAND');

/** The link that the caret or the beginning of the selection is in. */
export function $linkAtSelection(): LinkNode | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return undefined;
  const link = $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
  return $isLinkNode(link) ? link : undefined;
}

function $setLink(href: string | null): void {
  const current = $linkAtSelection();
  if (current !== undefined) {
    if (href === null) {
      for (const child of current.getChildren()) current.insertBefore(child);
      current.remove();
    } else if ($isAutoLinkNode(current)) {
      // An automatic link follows its text; one that was edited stands on its own.
      current.replace($createLinkNode(href), true);
    } else current.setURL(href);
    return;
  }
  const selection = $getSelection();
  if (href === null || !$isRangeSelection(selection)) return;
  if (selection.isCollapsed()) {
    const link = $createLinkNode(href).append($createTextNode(href.replace(/^mailto:/, '')));
    selection.insertNodes([link]);
  } else $toggleLink(href);
}

/** Makes a found address a link only when it is one that may be kept. */
function checked(matcher: LinkMatcher): LinkMatcher {
  return (text) => {
    const match = matcher(text);
    const url = match === null ? undefined : hrefFrom(match.url);
    return match === null || url === undefined ? null : { ...match, url };
  };
}

/** Links: http, https and mailto, made by hand, by pasting an address, or while typing one. */
export const LinksExtension = defineExtension({
  name: 'casebook/link',
  dependencies: [
    configExtension(LinkExtension, { validateUrl: isAllowedHref }),
    configExtension(AutoLinkExtension, {
      matchers: [checked(autoLinkUrlMatcher), checked(autoLinkEmailMatcher)],
    }),
  ],
  register: (editor) =>
    editor.registerCommand(
      SET_LINK_COMMAND,
      (href) => {
        if (href !== null && !isAllowedHref(href)) return false;
        $setLink(href);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
});
