import { expect, test } from 'vitest';
import { namesInByline } from '../../core/import/bylines.ts';
import { nameInverted } from '../../shared/person-names.ts';

test.each<[byline: string, ...names: string[]]>([
  ['By Jane Doe', 'Doe, Jane'],
  ['By  JANE DOE and John Roe, Staff Writers', 'DOE, JANE', 'Roe, John'],
  ['Jane Doe, Chief Political Correspondent', 'Doe, Jane'],
  ['Jane Doe, John Roe, Ann Poe', 'Doe, Jane', 'Roe, John', 'Poe, Ann'],
  ['Doe, Jane', 'Doe, Jane'],
  ['Jane Doe | The Courier', 'Doe, Jane'],
  ['Jane Doe in Berlin', 'Doe, Jane'],
  ['Jane Doe • 5 min read', 'Doe, Jane'],
  ['Vincent van Gogh', 'van Gogh, Vincent'],
  ['Von Anna Groß und Bernd Klein', 'Groß, Anna', 'Klein, Bernd'],
  ['Par Élodie Vasseur', 'Vasseur, Élodie'],
  ['Por Inés Quiroga y Tomás Beltrán', 'Quiroga, Inés', 'Beltrán, Tomás'],
  ['di Marco Rossi', 'Rossi, Marco'],
  ['Text: Anna Ek och Bo Al', 'Ek, Anna', 'Al, Bo'],
  ['Автор: Вера Лагутина и Пётр Иванов', 'Лагутина, Вера', 'Иванов, Пётр'],
  ['作者:林若溪、陈远', '林若溪', '陈远'],
  ['記者 王小明', '王小明'],
  ['文・佐伯 真帆'.replace('・', ' '), '佐伯, 真帆'],
  ['بقلم: أحمد علي', 'علي, أحمد'],
  ['מאת נועה ברקוביץ', 'ברקוביץ, נועה'],
  ['Byron Lord', 'Lord, Byron'],
  ['Reuters', 'Reuters'],
  ['BBC News', 'BBC News'],
  ['The Associated Press', 'The Associated Press'],
  ['Jane', 'Jane'],
  ['admin'],
  ['https://social.example/jane'],
  ['jane@courier.example'],
  ['@jane'],
  ['Staff'],
  [''],
  [' '.repeat(50_000)],
])('%s', (byline, ...names) => {
  expect(namesInByline(byline).map(nameInverted)).toEqual(names);
});
