import { Plus, X } from 'lucide-react';
import { useId, useRef, useState, type ClipboardEvent } from 'react';
import type { CslName } from '../../shared/csl.ts';
import { NAME_VARIABLES } from '../../shared/csl-variables.ts';
import { nameInverted, parseName, parseNames } from '../../shared/person-names.ts';
import { Button } from '../ui/button.tsx';
import { ButtonMenu, type MenuEntry } from '../ui/menu.tsx';
import { ROLE_LABELS } from './csl-labels.ts';
import { moveRow, personRow, type PersonRow } from './form-state.ts';
import styles from './people-field.module.css';

/** Roles in the order of what is chosen most. */
const ROLES = [...new Set([...Object.keys(ROLE_LABELS), ...NAME_VARIABLES])] as PersonRow['role'][];

interface PeopleFieldProps {
  people: readonly PersonRow[];
  onChange: (people: PersonRow[]) => void;
}

/** The people and institutions behind a source: a row for each, with what they did. */
export function PeopleField({ people, onChange }: PeopleFieldProps) {
  const [focused, setFocused] = useState<number>();
  const addButton = useRef<HTMLButtonElement>(null);
  const change = (row: PersonRow) =>
    onChange(people.map((one) => (one.key === row.key ? row : one)));
  const remove = (row: PersonRow) => {
    onChange(people.filter((one) => one !== row));
    addButton.current?.focus();
  };
  /** Puts the names of a pasted list where the row is. */
  const replace = (row: PersonRow, names: readonly CslName[]) => {
    const rows = names.map((name) => personRow(row.role, name));
    onChange(people.flatMap((one) => (one.key === row.key ? rows : [one])));
    setFocused(rows.at(-1)?.key);
  };
  const add = () => {
    const row = personRow(people.at(-1)?.role ?? 'author');
    setFocused(row.key);
    onChange([...people, row]);
  };
  return (
    <fieldset className={styles.people}>
      <legend>People and institutions</legend>
      {people.length > 0 && (
        <ol>
          {people.map((row, index) => (
            <PersonLine
              key={row.key}
              row={row}
              number={index + 1}
              focus={focused === row.key}
              onChange={change}
              onPasteNames={(names) => replace(row, names)}
              onRemove={() => remove(row)}
              moves={[
                ...(index > 0
                  ? [move('Move up', () => onChange(moveRow(people, row.key, -1)))]
                  : []),
                ...(index < people.length - 1
                  ? [move('Move down', () => onChange(moveRow(people, row.key, 1)))]
                  : []),
              ]}
            />
          ))}
        </ol>
      )}
      <button ref={addButton} type="button" className={styles.add} onClick={add}>
        <Plus size={13} aria-hidden="true" /> Add a name
      </button>
    </fieldset>
  );
}

function move(label: string, run: () => void): MenuEntry {
  return { kind: 'do', label, run };
}

interface PersonLineProps {
  row: PersonRow;
  number: number;
  /** It was just made: typing goes on in it. */
  focus: boolean;
  onChange: (row: PersonRow) => void;
  onPasteNames: (names: readonly CslName[]) => void;
  onRemove: () => void;
  moves: readonly MenuEntry[];
}

const MORE_PARTS = [
  ['non-dropping-particle', 'Particle of the family name'],
  ['dropping-particle', 'Particle of the given name'],
  ['suffix', 'Suffix'],
] as const;

function PersonLine(props: PersonLineProps) {
  const { row, number, focus, onChange, onPasteNames, onRemove, moves } = props;
  const { name, whole, role } = row;
  const id = useId();
  const [parts, setParts] = useState(() => MORE_PARTS.some(([part]) => name[part] !== undefined));
  const set = (part: keyof CslName, text: string) =>
    onChange({ ...row, name: { ...name, [part]: text } });
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const names = parseNames(text);
    const [only] = names;
    const empty = Object.values(name).every((part) => part === '' || part === undefined);
    // A part of a name is pasted as text; a list, or a whole name into an empty row, is taken apart.
    if (names.length < 2 && (!empty || only?.family === undefined || only.given === undefined))
      return;
    event.preventDefault();
    onPasteNames(names);
  };
  const entries: MenuEntry[] = [
    whole
      ? {
          kind: 'do',
          label: 'Take the name apart',
          run: () => {
            const apart = parseName(name.literal ?? '') ?? {};
            const split = apart.literal === undefined ? apart : { family: apart.literal };
            onChange({ ...row, whole: false, name: split });
          },
        }
      : {
          kind: 'do',
          label: 'Write it as one name',
          run: () =>
            onChange({
              ...row,
              whole: true,
              name: { literal: nameInverted(name).replace(/^(.+), (.+)$/, '$2 $1') },
            }),
        },
    ...(whole
      ? []
      : [
          move(parts ? 'Hide particles and suffix' : 'Particles and suffix', () =>
            setParts(!parts),
          ),
        ]),
    ...(moves.length > 0 ? [{ kind: 'line' as const }, ...moves] : []),
  ];
  const input = (part: keyof CslName, label: string, placeholder: string, first = false) => (
    <input
      aria-label={`${label}, ${number}`}
      placeholder={placeholder}
      autoFocus={first && focus}
      value={String(name[part] ?? '')}
      onChange={(event) => set(part, event.target.value)}
      onPaste={onPaste}
    />
  );
  return (
    <li className={styles.row}>
      <label className="visually-hidden" htmlFor={id}>
        Role, {number}
      </label>
      <select
        id={id}
        value={role}
        onChange={(event) => onChange({ ...row, role: event.target.value as PersonRow['role'] })}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {ROLE_LABELS[one]}
          </option>
        ))}
      </select>
      {whole ? (
        <span className={styles.whole}>{input('literal', 'Name', 'Name', true)}</span>
      ) : (
        <>
          {input('family', 'Family name', 'Family name', true)}
          {input('given', 'Given name', 'Given name')}
        </>
      )}
      <ButtonMenu entries={entries} label={`More about name ${number}`} />
      <Button variant="icon" label={`Remove name ${number}`} onClick={onRemove}>
        <X size={14} />
      </Button>
      {parts && !whole && (
        <span className={styles.parts}>
          {MORE_PARTS.map(([part, label]) => (
            <span key={part}>{input(part, label, label)}</span>
          ))}
        </span>
      )}
    </li>
  );
}
