import { CheckErasurePage } from '@/features/cases/settings/erasure-certificate'
import { AuditPage } from '@/features/platform/audit-page'
import { TabbedPlace } from '@/shared/ui/tabbed-place'
import { useWords } from './words'

/** What auditors look at, who change nothing. */
export function Audit() {
  const say = useWords()
  return (
    <TabbedPlace
      place="audit"
      title={say('audit')}
      label={say('auditPlaces')}
      parts={[
        { path: '', title: say('auditTrail'), Page: AuditPage },
        { path: 'certificate', title: say('erasureCertificate'), Page: CheckErasurePage },
      ]}
    />
  )
}
