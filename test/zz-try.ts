import { readFixture } from './helpers/rendered-draft.ts';
import { infer } from '../src/inference/infer.ts';
import { NO_EVIDENCE } from '../src/catalog/evidence.ts';
import { projectContext, model } from './helpers/existing-nodes.ts';
import { matchSources } from '../src/planner/existing/match-sources.ts';
import { readRequest } from '../src/planner/requests/read-request.ts';
const [name='chinook', ...texts] = process.argv.slice(2);
const catalog = readFixture(name, {hideKeys:false});
const { beliefs } = infer(catalog, NO_EVIDENCE);
const m = process.env.MODELS ? [model('stg_chinook__customers',{path:'models/staging/chinook/stg_chinook__customers.sql',sources:['chinook.customer']}),model('dim_customers',{path:'models/marts/finance/dim_customers.sql'}),model('fct_invoices',{path:'models/marts/finance/fct_invoices.sql'}),model('stg_old',{path:'models/staging/stg_old.sql'})]:[];
const context = projectContext({existing_models:m});
const sources = matchSources(catalog, [], {adapter:null});
console.log(catalog.tables.map(t=>t.name).join(' '));
for (const t of texts) {
  const r = readRequest(t,{catalog,beliefs,context,sources});
  if ('problems' in r) console.log(t,'\n  ',r.problems.map(p=>p.message+' | '+p.hint).join('\n  '));
  else { const q=r.request; console.log(t,'\n  ',q.shape,'layers',q.layers,'ignored',q.ignored,q.mistyped.map(x=>x.word+'?'+x.nearest).join());
    for(const g of q.goals) console.log('    goal',g.goal_id,g.parent,g.text);
    for (const p of q.parts) console.log('    ',p.goal_id,p.tables?.map(t=>t.name).join(' ')??'ALL',p.layers,p.mart,JSON.stringify(p.summary));
    if(q.acts.length)console.log('    acts',q.acts.map(a=>a.goal_id+':'+a.act+':'+a.model).join(' ')); if(q.convert)console.log('    convert',JSON.stringify(q.convert)); }
}
