import { Columns2 } from 'lucide-react';
import { runCommand } from '../../commands/registry.ts';
import { TypographyMenu } from '../../typography/typography-menu.tsx';
import { Button } from '../../ui/button.tsx';
import { TabActions } from '../tab-actions.tsx';
import { useBeside } from './use-beside.ts';

/** What can be done to how any text is shown: its typography, and something beside it. */
export function ReadingActions() {
  const split = useBeside() !== undefined;
  return (
    <TabActions>
      <TypographyMenu />
      <Button
        variant="icon"
        label={split ? 'Close what stands beside' : 'Open something beside'}
        aria-pressed={split}
        onClick={() => runCommand(split ? 'beside.close' : 'beside.choose')}
      >
        <Columns2 size={16} />
      </Button>
    </TabActions>
  );
}
