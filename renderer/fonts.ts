/*
 * Every face is bundled with the program; nothing is ever fetched from elsewhere. The sheets name
 * one file for each script (Latin, Cyrillic, Greek ...), and only the scripts on screen are read.
 */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/inter/wght-italic.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './fonts.css';
