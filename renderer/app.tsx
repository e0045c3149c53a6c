import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { createHashRouter, RouterProvider } from 'react-router';
import { queryClient } from './api/use-call.ts';
import { routes } from './routes.tsx';
import { Toasts } from './ui/toast.tsx';

const router = createHashRouter(routes);

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delayDuration={500}>
        <RouterProvider router={router} />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
