import type { CliCommand } from '../command.ts';
import { table } from '../format.ts';

const SHOWN = 30;

export const undo: CliCommand = {
  name: 'undo',
  synopsis: '',
  summary: 'Undo what was done last.',
  details: '"casebook history" lists what was done. Text that was typed into a note has versions.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const step = await client.call('history.undo', {});
    const text = step === null ? 'There is nothing to undo.' : `Undone: ${step.label}`;
    return { value: step, text };
  },
};

export const redo: CliCommand = {
  name: 'redo',
  synopsis: '',
  summary: 'Do again what was undone last.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const step = await client.call('history.redo', {});
    const text = step === null ? 'There is nothing to do again.' : `Done again: ${step.label}`;
    return { value: step, text };
  },
};

export const history: CliCommand = {
  name: 'history',
  synopsis: '',
  summary: 'List what was done and can be undone, the last first.',
  takes: { least: 0, most: 0 },
  async run({ client }) {
    const steps = await client.call('history.list', { limit: SHOWN });
    const rows = steps.map(({ createdAt, undone, label }) => [
      createdAt,
      undone ? 'undone' : '',
      label,
    ]);
    const text =
      rows.length === 0
        ? 'Nothing was done yet that can be undone.'
        : table(['WHEN', '', 'WHAT'], rows);
    return { value: steps, text };
  },
};
