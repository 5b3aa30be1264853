import { ErasurePage } from '@/features/cases/settings/erasure-page'
import { AccountsPage } from '@/features/platform/accounts/accounts-page'
import { SignInRulePage } from '@/features/platform/accounts/sign-in-rule'
import { TabbedPlace } from '@/shared/ui/tabbed-place'
import { useWords } from './words'

/** What the security administrator does, one thing to a page. */
export function Security() {
  const say = useWords()
  return (
    <TabbedPlace
      place="accounts"
      title={say('accounts')}
      label={say('accountPlaces')}
      parts={[
        { path: 'list', title: say('accounts'), Page: AccountsPage },
        { path: 'sign-in', title: say('signInRule'), Page: SignInRulePage },
        { path: 'erasure', title: say('erasure'), Page: ErasurePage },
      ]}
    />
  )
}
