import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { shortcutOf } from '../commands/platform.ts';
import { Button } from '../ui/button.tsx';

/** The buttons of a mouse that mean back and forward, as MouseEvent.button numbers them. */
const BACK = 3;
const FORWARD = 4;

/** Says which ways lead anywhere: what the window has visited, this program's own addresses only. */
function waysNow(): { back: boolean; forward: boolean } {
  // Chromium's; elsewhere the buttons are always alive.
  const { navigation } = window as { navigation?: { canGoBack: boolean; canGoForward: boolean } };
  return { back: navigation?.canGoBack ?? true, forward: navigation?.canGoForward ?? true };
}

/** Back and forward, as buttons and by the side buttons of a mouse. */
export function WayButtons() {
  const navigate = useNavigate();
  // Drawn anew at every address.
  useLocation();
  const { back, forward } = waysNow();
  useEffect(() => {
    const onMouseUp = (event: MouseEvent) => {
      if (event.button !== BACK && event.button !== FORWARD) return;
      // A browser would go by itself as well.
      event.preventDefault();
      void navigate(event.button === BACK ? -1 : 1);
    };
    window.addEventListener('mouseup', onMouseUp);
    return () => window.removeEventListener('mouseup', onMouseUp);
  }, [navigate]);
  return (
    <>
      <Button
        variant="icon"
        label="Back"
        shortcut={shortcutOf('go.back') ?? ''}
        disabled={!back}
        onClick={() => void navigate(-1)}
      >
        <ArrowLeft size={16} />
      </Button>
      <Button
        variant="icon"
        label="Forward"
        shortcut={shortcutOf('go.forward') ?? ''}
        disabled={!forward}
        onClick={() => void navigate(1)}
      >
        <ArrowRight size={16} />
      </Button>
    </>
  );
}
