/** What commands of LaTeX stand for in references, without their backslash. */

/** Commands that put a mark on the letter after them, and the mark as a combining character. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ['"', '\u0308'],
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['u', '\u0306'],
  ['v', '\u030C'],
  ['H', '\u030B'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['r', '\u030A'],
  ['t', '\u0361'],
  ['G', '\u030F'],
  ['U', '\u030E'],
  ['h', '\u0309'],
]);

function table(pairs: string): Array<[string, string]> {
  return pairs
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => {
      const at = pair.indexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
}

/** Commands that stand for characters. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...table(`
    ss:ß SS:ẞ o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:ı j:ȷ dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ
    ng:ŋ NG:Ŋ ij:ĳ IJ:Ĳ
    textendash:– textemdash:— endash:– emdash:— ldots:… dots:… textellipsis:… cdots:⋯ textquoteleft:‘ textquoteright:’
    textquotedblleft:“ textquotedblright:” quotesinglbase:‚ quotedblbase:„ guillemotleft:« guillemotright:»
    guillemetleft:« guillemetright:» guilsinglleft:‹ guilsinglright:› flqq:« frqq:» glqq:„ grqq:“ glq:‚ grq:‘
    lq:‘ rq:’ textquotesingle:' textquotedbl:" textasciitilde:~ textasciicircum:^ textasciigrave:\`
    textbackslash:\\ backslash:\\ textbar:| textless:< textgreater:> textunderscore:_ textdollar:$ textbraceleft:{
    textbraceright:} lbrace:{ rbrace:} textbullet:• textperiodcentered:· textdegree:° degree:° textordfeminine:ª
    textordmasculine:º copyright:© textcopyright:© textregistered:® texttrademark:™ textservicemark:℠ pounds:£
    textsterling:£ euro:€ texteuro:€ EUR:€ textyen:¥ textcent:¢ S:§ textsection:§ P:¶ textparagraph:¶ dag:†
    textdagger:† ddag:‡ textdaggerdbl:‡ textexclamdown:¡ textquestiondown:¿ textnumero:№ textmu:µ textohm:Ω
    textonehalf:½ textonequarter:¼ textthreequarters:¾ textonesuperior:¹ texttwosuperior:² textthreesuperior:³
    texttimes:× textdiv:÷ textpm:± textfractionsolidus:⁄ slash:/ cprime:ʹ cdprime:ʺ TeX:TeX LaTeX:LaTeX
    LaTeXe:LaTeX2ε BibTeX:BibTeX MF:METAFONT MP:METAPOST POSTSCRIPT:POSTSCRIPT PS:PostScript
    alpha:α beta:β gamma:γ delta:δ epsilon:ϵ varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ
    lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:ϕ
    varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ
    Omega:Ω textalpha:α textbeta:β textgamma:γ textdelta:δ ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ
    times:× div:÷ pm:± mp:∓ cdot:⋅ ast:∗ star:⋆ circ:∘ bullet:• leq:≤ le:≤ geq:≥ ge:≥ neq:≠ ne:≠ ll:≪ gg:≫
    approx:≈ sim:∼ simeq:≃ cong:≅ equiv:≡ propto:∝ infty:∞ partial:∂ nabla:∇ forall:∀ exists:∃ in:∈ notin:∉
    ni:∋ subset:⊂ subseteq:⊆ supset:⊃ supseteq:⊇ cup:∪ cap:∩ emptyset:∅ setminus:∖ wedge:∧ vee:∨ neg:¬ lnot:¬
    to:→ rightarrow:→ leftarrow:← leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ uparrow:↑
    downarrow:↓ mapsto:↦ longrightarrow:⟶ sum:∑ prod:∏ int:∫ oint:∮ otimes:⊗ oplus:⊕ perp:⊥ parallel:∥ mid:∣
    angle:∠ prime:′ langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ dagger:† ddagger:‡ odot:⊙ sqrt:√
    checkmark:✓ sharp:♯ flat:♭ natural:♮ sun:☉ odiv:⨸
  `),
  ['textvisiblespace', '␣'],
  ['space', ' '],
  ['quad', ' '],
  ['qquad', ' '],
  ['enspace', ' '],
  ['thinspace', ' '],
  ['nobreakspace', ' '],
  ['par', '\n\n'],
  ['newline', ' '],
  ['linebreak', ' '],
]);

/** Commands that change how text looks, and say nothing themselves. */
export const SILENT: ReadonlySet<string> = new Set(
  `relax null protect bf it em rm sc tt sl sf bfseries itshape upshape slshape scshape rmfamily
   sffamily ttfamily mdseries normalfont normalsize small footnotesize large Large displaystyle
   textstyle newblock ignorespaces unskip allowbreak nolinebreak break noindent left right big Big
   bigl bigr bigg limits nolimits mathstrut strut sloppy leavevmode selectfont frenchspacing hfill
   bibrangedash adddot adddotspace isdot addcomma addspace addnbspace`
    .trim()
    .split(/\s+/),
);

/** Commands whose argument is for sorting or measuring, and is not read. */
export const UNREAD: ReadonlySet<string> = new Set([
  'noopsort',
  'sortnoop',
  'singleletter',
  'switchargs',
  'phantom',
  'hphantom',
  'vphantom',
  'hspace',
  'vspace',
  'kern',
  'label',
  'index',
  'footnote',
  'selectlanguage',
  'color',
]);

function pairwise(plain: string, shown: string): ReadonlyMap<string, string> {
  const characters = Array.from(shown);
  return new Map(Array.from(plain, (char, index) => [char, characters[index] ?? char]));
}

const RAISED = pairwise('0123456789+-=()nabcdeist', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉⁱˢᵗ');
const LOWERED = pairwise('0123456789+-=()aeoxijn', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₙ');

/** A text raised or lowered in Unicode; undefined when there is no character for part of it. */
export function shifted(text: string, where: 'up' | 'down'): string | undefined {
  const characters = where === 'up' ? RAISED : LOWERED;
  const made = Array.from(text, (plain) => characters.get(plain));
  return made.includes(undefined) ? undefined : made.join('');
}
