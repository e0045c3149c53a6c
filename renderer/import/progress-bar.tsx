import form from '../dialogs/form.module.css';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  progress: { done: number; total: number; text: string };
}

/** How far reading or adding has come. */
export function ProgressBar({ progress }: ProgressBarProps) {
  const { done, total, text } = progress;
  return (
    <div className={`${form.progress} ${styles.wide}`}>
      <progress value={done} max={Math.max(total, 1)} aria-label={text} />
      <span>{text}</span>
    </div>
  );
}
