import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { WeightsPage } from '@/features/assessment/weights-page'
import { CalendarPage } from '@/features/cases/settings/calendar-page'
import { CallBackScriptPage } from '@/features/cases/settings/call-back-script-page'
import { CaseRulesPage } from '@/features/cases/settings/case-rules-page'
import { LimitsPage } from '@/features/cases/settings/limits-page'
import { NumbersPage } from '@/features/cases/settings/numbers-page'
import { DestinationsPage } from '@/features/channels/destinations-page'
import { NoticeTemplatesPage } from '@/features/channels/templates-page'
import { ComponentClassesPage } from '@/features/city/classes/component-classes-page'
import { GazetteerPage } from '@/features/city/gazetteer/gazetteer-page'
import { CreditCodesPage } from '@/features/city/settings/credit-codes-page'
import { MapKeysPage } from '@/features/city/settings/map-keys-page'
import { TemplatesPage } from '@/features/coordination/templates-page'
import { ChannelsPage } from '@/features/dispatch/channels-page'
import { ClassesPage } from '@/features/dispatch/classes-page'
import { CorrectionsPage } from '@/features/dispatch/corrections-page'
import { DraftsPage } from '@/features/dispatch/drafts-page'
import { FilingPage } from '@/features/dispatch/filing-page'
import { ModelsPage } from '@/features/dispatch/models-page'
import { RulesPage } from '@/features/dispatch/rules-page'
import { TryPage } from '@/features/dispatch/try-page'
import { PatrolSettingsPage } from '@/features/patrol/settings/patrol-settings-page'
import { Parts, Tab } from '@/shared/ui/tabbed-place'
import { useWords } from './words'

/** What belongs together stands together: sixteen in one row are found by nobody. */
const groups = [
  {
    word: 'settingsHandling',
    parts: [
      { path: 'limits', word: 'limits', Page: LimitsPage },
      { path: 'case-rules', word: 'caseRules', Page: CaseRulesPage },
      { path: 'numbers', word: 'ruleNumbers', Page: NumbersPage },
      { path: 'call-back-script', word: 'callBackScript', Page: CallBackScriptPage },
      { path: 'calendar', word: 'calendar', Page: CalendarPage },
      { path: 'weights', word: 'weights', Page: WeightsPage },
    ],
  },
  {
    word: 'settingsDispatch',
    parts: [
      { path: 'rules', word: 'rules', Page: RulesPage },
      { path: 'drafts', word: 'drafts', Page: DraftsPage },
      { path: 'try', word: 'tryOut', Page: TryPage },
      { path: 'classes', word: 'classes', Page: ClassesPage },
      { path: 'channels', word: 'channels', Page: ChannelsPage },
      { path: 'models', word: 'models', Page: ModelsPage },
      { path: 'corrections', word: 'corrections', Page: CorrectionsPage },
    ],
  },
  {
    word: 'settingsField',
    parts: [
      { path: 'component-classes', word: 'componentClasses', Page: ComponentClassesPage },
      { path: 'gazetteer', word: 'gazetteer', Page: GazetteerPage },
      { path: 'credit-codes', word: 'creditCodes', Page: CreditCodesPage },
      { path: 'filing', word: 'filingConditions', Page: FilingPage },
      { path: 'patrol', word: 'patrolRules', Page: PatrolSettingsPage },
    ],
  },
  {
    word: 'settingsOthers',
    parts: [
      { path: 'whistle-templates', word: 'whistleTemplates', Page: TemplatesPage },
      { path: 'notice-templates', word: 'noticeTemplates', Page: NoticeTemplatesPage },
      { path: 'destinations', word: 'destinations', Page: DestinationsPage },
      { path: 'map-keys', word: 'mapKeys', Page: MapKeysPage },
    ],
  },
] as const

/** What an administrator may change, one thing to a page. */
export function Settings() {
  const say = useWords()
  const { pathname } = useLocation()
  const tabs = useRef<HTMLElement>(null)
  // On a phone a row of tabs is longer than the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another tab is opened
  useEffect(() => {
    const open = tabs.current?.querySelector('[aria-current="page"]')
    const row = open?.closest('ul')
    if (open instanceof HTMLElement && row) row.scrollLeft = open.offsetLeft - row.offsetLeft - 48
  }, [pathname])
  const titled = groups.map(({ word, parts }) => ({
    title: say(word),
    parts: parts.map(({ path, word, Page }) => ({ path, title: say(word), Page })),
  }))
  return (
    <div className="page">
      <h1>{say('settings')}</h1>
      <nav ref={tabs} className="page-tabs tab-groups" aria-label={say('settingsPlaces')}>
        {titled.map((group) => (
          <ul key={group.title} aria-label={group.title}>
            <li className="soft" aria-hidden="true">
              {group.title}
            </li>
            {group.parts.map((part) => (
              <li key={part.path}>
                <Tab place="settings" {...part} />
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <Parts place="settings" title={say('settings')} parts={titled.flatMap(({ parts }) => parts)} />
    </div>
  )
}
