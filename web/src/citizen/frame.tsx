import { Link, NavLink } from 'react-router'
import { chooseTheme, type ThemeChoice, useTheme } from '@/shared/theme'
import { Chips } from '@/shared/touch/chips'
import { useElder } from '@/shared/touch/elder'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { useWords } from './words'

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark']

/** The two pages, large print and language: what must be seen without looking for it. */
export function PageHead() {
  const say = useWords()
  const [elder, chooseElder] = useElder()
  return (
    <header className="page-head no-print">
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <div className="page-head-row">
        <strong className="wordmark">{say('product')}</strong>
        <nav aria-label={say('places')}>
          <NavLink to="/" end>
            {say('tell')}
          </NavLink>
          <NavLink to="/follow">{say('follow')}</NavLink>
        </nav>
        <div className="page-tools">
          <button type="button" aria-pressed={elder} onClick={() => chooseElder(!elder)}>
            {say(elder ? 'elderOff' : 'elder')}
          </button>
          <LanguageSwitch />
        </div>
      </div>
    </header>
  )
}

export function PageFoot() {
  const say = useWords()
  const { choice } = useTheme()
  return (
    <footer className="page-foot no-print">
      <p>
        {say('hotline')}
        <a className="button" href="tel:12345">
          {say('hotlineCall')}
        </a>
      </p>
      <p>
        <Link to="/risk-points">{say('risk')}</Link>
      </p>
      <p className="hint">{say('privacy')}</p>
      <Chips
        quiet
        legend={say('theme')}
        name="theme"
        options={themes.map((value) => ({ value, label: say(`theme.${value}`) }))}
        value={choice}
        onChange={chooseTheme}
      />
    </footer>
  )
}
