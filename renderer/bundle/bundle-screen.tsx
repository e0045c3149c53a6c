import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { BundleItemView, BundlePreview } from '../../shared/bundle/preview.ts';
import { runCommand } from '../commands/registry.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { countText } from '../ui/counts.ts';
import { notify } from '../ui/toast.tsx';
import { BundleDetail } from './bundle-detail.tsx';
import { BundleList } from './bundle-list.tsx';
import styles from './bundle-screen.module.css';
import { useBundle, type BundleState } from './use-bundle.ts';
import { countsText, reportText } from './words.ts';

interface BundleScreenProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  file: File;
}

/** What is in a bundle and how it stands to the library; what comes in is chosen here. */
export function BundleScreen(props: BundleScreenProps) {
  // Another file is another preview.
  return props.open ? <OpenScreen key={`${props.file.name}${props.file.size}`} {...props} /> : null;
}

function Problems({ problems }: Pick<BundlePreview, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="What can’t be read">
      {problems.map((problem) => (
        <li key={problem}>
          <CircleAlert size={15} aria-hidden />
          {problem}
        </li>
      ))}
    </ul>
  );
}

/** Whether the case file itself was deleted here, so that it would stay away without a word. */
function deletedCase({ items }: BundlePreview): boolean {
  return items.some(({ kind, deleted }) => kind === 'case' && deleted === 'here');
}

function Body({ bundle, preview }: { bundle: BundleState; preview: BundlePreview }) {
  const [shown, setShown] = useState<BundleItemView>();
  const differing = preview.items.filter(({ status }) => status !== 'identical');
  const item = shown ?? differing[0];
  return (
    <div className={styles.body}>
      {deletedCase(preview) && (
        <p className={styles.notice}>
          <span>You have deleted this case file.</span>
          <Button
            onClick={() =>
              bundle.choose(
                preview.items.filter(({ deleted }) => deleted === 'here'),
                'there',
              )
            }
          >
            Bring all of it back
          </Button>
        </p>
      )}
      <Problems problems={preview.problems} />
      <div className={styles.columns}>
        <BundleList bundle={bundle} items={preview.items} shown={item} onShow={setShown} />
        {item === undefined ? (
          <p className={styles.none}>Choose something in the list to see it whole.</p>
        ) : (
          <BundleDetail
            item={item}
            choice={bundle.choiceOf(item)}
            onChoose={(choice) => bundle.choose([item], choice)}
          />
        )}
      </div>
    </div>
  );
}

function OpenScreen({ onOpenChange, file }: BundleScreenProps) {
  const navigate = useNavigate();
  const bundle = useBundle(file);
  const { preview, failure, importing, anything } = bundle;
  const close = () => onOpenChange(false);
  // What was deleted here could be brought back out of it.
  const nothing =
    preview?.nothingNew === true && preview.items.every(({ choices }) => choices.length === 0);
  const changedHere = preview?.counts.here ?? 0;

  const run = async () => {
    const report = await bundle.run();
    if (report === undefined) return;
    notify({
      kind: 'info',
      text: reportText(report),
      topic: 'bundle',
      ...(report.nothingNew
        ? {}
        : { lasting: true, action: { label: 'Undo', run: () => runCommand('edit.undo') } }),
    });
    close();
    if (!report.nothingNew) await navigate(paths.case(report.caseId));
  };

  const isList = preview !== undefined && failure === undefined && !nothing;
  const from = preview?.from === '' || preview === undefined ? '' : `From ${preview.from}. `;
  return (
    <Dialog
      open
      onOpenChange={close}
      title={preview === undefined ? `Bundle: ${file.name}` : `Bundle: ${preview.title}`}
      {...(isList ? { description: `${from}${countsText(preview.counts)}` } : {})}
      width={isList ? '1320px' : '560px'}
      fill={isList}
      footer={
        isList ? (
          <>
            <p className={styles.word}>
              {anything
                ? 'All of it is one step, which Undo takes back.'
                : 'Nothing of it would change the library.'}
            </p>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              data-autofocus
              disabled={!anything || importing}
              onClick={() => void run()}
            >
              {importing ? 'Importing…' : 'Import'}
            </Button>
          </>
        ) : (
          <Button variant="primary" data-autofocus onClick={close}>
            Close
          </Button>
        )
      }
    >
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          <CircleAlert size={18} aria-hidden />
          {failure}
        </p>
      )}
      {preview === undefined && failure === undefined && (
        <p role="status">Reading the bundle, and comparing it with the library…</p>
      )}
      {nothing && failure === undefined && (
        <div role="status" className={styles.same}>
          <p className={styles.nothing}>
            <CircleCheck size={18} aria-hidden />
            <span>
              Nothing new: the library has all that is in this bundle.
              {changedHere > 0 &&
                ` ${countText(changedHere, 'thing')} ${changedHere === 1 ? 'was' : 'were'} changed here since.`}
            </span>
          </p>
          <Problems problems={preview.problems} />
        </div>
      )}
      {isList && <Body bundle={bundle} preview={preview} />}
    </Dialog>
  );
}
