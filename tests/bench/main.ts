/**
 * `npm run bench`: what waiting for Casebook is like, as ratios against named baselines measured in
 * the same run. Absolute times are this machine's; the ratios travel better.
 */
import { cpus } from 'node:os';
import { benchBigSource } from './big-source.ts';
import { benchReaders } from './import.ts';
import { benchMatcher } from './matcher.ts';
import { benchPdf } from './pdf.ts';
import { benchSaving } from './saving.ts';
import { benchSearch } from './search.ts';
import { benchOpening, benchStart, launchChromium } from './window.ts';

console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`);
console.log('Medians; the ratio is Casebook over the baseline, so below 1 is faster.\n');
await benchSaving();
await benchSearch();
await benchMatcher();
await benchReaders();
const browser = await launchChromium();
await benchStart(browser);
await benchOpening(browser);
await benchBigSource(browser);
await benchPdf(browser);
await browser.close();
