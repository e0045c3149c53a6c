import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAutosave, type Clock } from '../../renderer/editor/autosave-core.ts';
import type { Result } from '../../shared/result.ts';
import type { SaveState } from '../../renderer/ui/save-state.ts';

const DELAY = 400;
const MAX_WAIT = 2000;

/** Time that moves only when told to; timers and replies come due in order. */
function fakeTime() {
  let now = 0;
  let next = 1;
  const due = new Map<number, { at: number; run: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimer: (run, ms) => {
      due.set(next, { at: now + ms, run });
      return next++;
    },
    clearTimer: (timer) => due.delete(timer as number),
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const advance = async (ms: number) => {
    const end = now + ms;
    for (;;) {
      const [first] = [...due.entries()]
        .filter(([, { at }]) => at <= end)
        .sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (first === undefined) break;
      due.delete(first[0]);
      now = Math.max(now, first[1].at);
      first[1].run();
      await settle();
    }
    now = end;
    await settle();
  };
  return { clock, advance, now: () => now };
}

/** A notebook whose saves take a given time and fail when told to. */
function fakeNotebook(time: ReturnType<typeof fakeTime>, replies: readonly Reply[]) {
  const saves: Array<{ value: number; at: number; ok: boolean }> = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let stored: number | undefined;
  const save = (value: number): Promise<Result<null>> => {
    const { ms, ok } = replies[saves.length % Math.max(1, replies.length)] ?? { ms: 10, ok: true };
    saves.push({ value, at: time.now(), ok });
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    return new Promise((resolve) => {
      time.clock.setTimer(() => {
        inFlight -= 1;
        if (ok) stored = value;
        resolve(
          ok
            ? { ok: true, value: null }
            : { ok: false, error: { code: 'disk', message: 'The disk is full.' } },
        );
      }, ms);
    });
  };
  return { save, saves, mostInFlight: () => mostInFlight, stored: () => stored };
}

interface Reply {
  ms: number;
  ok: boolean;
}

function setUp(replies: readonly Reply[] = []) {
  const time = fakeTime();
  const notebook = fakeNotebook(time, replies);
  const states: SaveState[] = [];
  const autosave = createAutosave<number>({
    save: notebook.save,
    onState: (state) => states.push(state),
    delayMs: DELAY,
    maxWaitMs: MAX_WAIT,
    clock: time.clock,
  });
  return { time, notebook, states, autosave };
}

describe('saving by itself', () => {
  test('saves once, a rest after the last change', async () => {
    const { time, notebook, autosave } = setUp();
    for (const value of [1, 2, 3]) {
      autosave.change(value);
      await time.advance(100);
    }
    await time.advance(1000);
    expect(notebook.saves).toEqual([{ value: 3, at: 600, ok: true }]);
    expect(autosave.state()).toEqual({ kind: 'saved' });
    expect(autosave.unsaved()).toBeUndefined();
  });

  test('saves every two seconds when the typing does not stop', async () => {
    const { time, notebook, autosave } = setUp();
    for (let value = 0; value < 100; value += 1) {
      autosave.change(value);
      await time.advance(100);
    }
    await time.advance(1000);
    const gaps = notebook.saves.map(({ at }, index) => at - (notebook.saves[index - 1]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MAX_WAIT + 100);
    expect(notebook.saves.length).toBeLessThan(8);
    expect(notebook.stored()).toBe(99);
  });

  test('a failure keeps the text, says why, and is tried again at the next change', async () => {
    const { time, notebook, autosave } = setUp([
      { ms: 10, ok: false },
      { ms: 10, ok: true },
    ]);
    autosave.change(1);
    await time.advance(5000);
    expect(autosave.state()).toEqual({ kind: 'failed', message: 'The disk is full.' });
    expect(autosave.unsaved()).toEqual({ value: 1 });
    expect(notebook.saves).toHaveLength(1);
    autosave.change(2);
    await time.advance(1000);
    expect(autosave.state()).toEqual({ kind: 'saved' });
    expect(notebook.stored()).toBe(2);
  });

  test('a failure is tried again when asked for', async () => {
    const { time, notebook, autosave } = setUp([
      { ms: 10, ok: false },
      { ms: 10, ok: true },
    ]);
    autosave.change(1);
    await time.advance(1000);
    void autosave.flush();
    await time.advance(100);
    expect(autosave.state()).toEqual({ kind: 'saved' });
    expect(notebook.stored()).toBe(1);
  });

  test('a save that throws is a failure like any other', async () => {
    const time = fakeTime();
    const autosave = createAutosave<number>({
      save: () => Promise.reject(new Error('The window lost the notebook.')),
      onState: () => undefined,
      delayMs: DELAY,
      maxWaitMs: MAX_WAIT,
      clock: time.clock,
    });
    autosave.change(1);
    await time.advance(1000);
    expect(autosave.state()).toEqual({ kind: 'failed', message: 'The window lost the notebook.' });
  });

  test('flushing saves at once and resolves when that is done', async () => {
    const { time, notebook, autosave } = setUp([{ ms: 50, ok: true }]);
    autosave.change(1);
    let done = false;
    void autosave.flush().then(() => {
      done = true;
    });
    expect(notebook.saves).toEqual([{ value: 1, at: 0, ok: true }]);
    autosave.change(2);
    void autosave.flush();
    await time.advance(60);
    expect(notebook.saves).toHaveLength(2);
    await time.advance(60);
    expect(done).toBe(true);
    expect(notebook.stored()).toBe(2);
    await expect(autosave.flush()).resolves.toBeUndefined();
  });

  test('what is given up is not saved, not even after a failure under way', async () => {
    const { time, notebook, autosave } = setUp([{ ms: 500, ok: false }]);
    autosave.change(1);
    await time.advance(500);
    autosave.change(2);
    autosave.discard();
    await time.advance(5000);
    expect(notebook.saves).toHaveLength(1);
    expect(autosave.state()).toEqual({ kind: 'saved' });
    expect(autosave.unsaved()).toBeUndefined();
  });
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('change' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('flush' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(900) }) },
);
const reply = fc.record({ ms: fc.nat(3000), ok: fc.boolean() });

describe('whatever is typed, however slow and unsure the notebook', () => {
  test('never two saves at once, values only get newer, and "saved" is never said too early', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(reply),
        async (steps, replies) => {
          const { time, notebook, states, autosave } = setUp(replies);
          let newest: number | undefined;
          for (const each of steps) {
            if (each.do === 'change') autosave.change((newest = (newest ?? 0) + 1));
            else if (each.do === 'flush') void autosave.flush();
            else await time.advance(each.ms);
            if (autosave.state().kind === 'saved') expect(notebook.stored()).toBe(newest);
            expect(autosave.unsaved() === undefined).toBe(autosave.state().kind === 'saved');
          }
          expect(notebook.mostInFlight()).toBeLessThanOrEqual(1);
          const values = notebook.saves.map(({ value }) => value);
          expect(values).toEqual([...values].sort((a, b) => a - b));

          // Left alone, it ends either saved or with the newest value kept and the failure said.
          await time.advance(20_000);
          const end = autosave.state();
          if (end.kind === 'saved') expect(notebook.stored()).toBe(newest);
          else {
            expect(end.kind).toBe('failed');
            expect(autosave.unsaved()).toEqual({ value: newest });
            expect(notebook.saves.at(-1)?.value).toBe(newest);
          }
          expect(states.at(-1) ?? { kind: 'saved' }).toEqual(end);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with a notebook that answers, every change is saved within two seconds and a bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(700), { minLength: 1, maxLength: 40 }), async (gaps) => {
        const { time, notebook, autosave } = setUp([{ ms: 20, ok: true }]);
        const typedAt: number[] = [];
        for (const gap of gaps) {
          autosave.change(typedAt.length);
          typedAt.push(time.now());
          await time.advance(gap);
        }
        await time.advance(3000);
        typedAt.forEach((at, value) => {
          const saved = notebook.saves.find((save) => save.value >= value);
          expect(saved?.at ?? Infinity).toBeLessThanOrEqual(at + MAX_WAIT);
        });
        const last = notebook.saves.at(-1);
        expect(last?.value).toBe(gaps.length - 1);
        expect((last?.at ?? Infinity) - (typedAt.at(-1) ?? 0)).toBeLessThanOrEqual(DELAY);
      }),
      { numRuns: 200 },
    );
  });
});
