import './fonts.ts';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followEvents } from './api/events.ts';
import { App } from './app.tsx';
import './shell/style-nonce.ts';
import { applyRememberedTheme } from './shell/theme.ts';

// Before the first paint, so that a dark room is not lit up by a white window.
applyRememberedTheme();
void followEvents(new AbortController().signal);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
