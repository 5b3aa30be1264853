import { Button } from 'antd'
import { Link } from 'react-router'
import type { Session } from '@/shared/api/types'
import { useSignOut } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { chooseTheme, useTheme } from '@/shared/theme'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { Segmented } from '@/shared/ui/segmented'
import { useWords } from './words'

const themes = ['system', 'light', 'dark'] as const

/** Who is signed in, how it looks, which language, and the way out. */
export function OwnCorner({ session: { account, unit }, onKeys }: { session: Session; onKeys: () => void }) {
  const say = useWords()
  const term = useTerms()
  const { choice } = useTheme()
  const signOut = useSignOut()
  return (
    <div className="own-corner">
      <p className="own-name">
        <strong>{account.name}</strong>
        <span>{term(`role.${account.role}`)}</span>
        {unit && <span>{unit.name}</span>}
      </p>
      <Segmented
        size="small"
        block
        aria-label={say('theme')}
        value={choice}
        onChange={chooseTheme}
        options={themes.map((value) => ({ value, label: say(`theme.${value}`) }))}
      />
      <div className="own-row">
        <LanguageSwitch className="text-button" />
        <Link className="text-button" to="/security">
          {say('security')}
        </Link>
        <button type="button" className="text-button only-keys" aria-keyshortcuts="?" onClick={onKeys}>
          {say('keys')}
        </button>
        <Button type="text" size="small" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {say('signOut')}
        </Button>
      </div>
    </div>
  )
}
