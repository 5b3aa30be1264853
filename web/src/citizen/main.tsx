import '@/shared/csp-nonce'
import { start } from '@/shared/ui/start'
import '@/shared/touch/touch.css'
import { CitizenApp } from './app'

start(<CitizenApp />)
