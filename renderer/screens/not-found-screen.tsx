import { useNavigate } from 'react-router';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that names nothing. */
export function NotFoundScreen() {
  const navigate = useNavigate();
  return (
    <EmptyState
      page
      title="There is nothing at this address"
      text="It may have been deleted for good, or the address has a typing error in it. Everything that is in the library can be found by searching."
    >
      <Button onClick={() => void navigate(-1)}>Back</Button>
      <Button variant="primary" onClick={() => void navigate('/')}>
        Go to the case files
      </Button>
    </EmptyState>
  );
}
