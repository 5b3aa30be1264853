import { NavLink, Route, Routes } from 'react-router'
import { CheckErasurePage } from '@/features/cases/settings/erasure-certificate'
import { AuditPage } from '@/features/platform/audit-page'
import { useWords } from './words'

/** What auditors look at, who change nothing. */
export function Audit() {
  const say = useWords()
  return (
    <div className="page">
      <h1>{say('audit')}</h1>
      <nav className="page-tabs" aria-label={say('auditPlaces')}>
        <NavLink to="/audit" end>
          {say('auditTrail')}
        </NavLink>
        <NavLink to="/audit/certificate">{say('erasureCertificate')}</NavLink>
      </nav>
      <Routes>
        <Route index element={<AuditPage />} />
        <Route path="certificate" element={<CheckErasurePage />} />
      </Routes>
    </div>
  )
}
