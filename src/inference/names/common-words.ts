/**
 * Words of which names of tables and columns are made: those that five and more of fifty schemas of all trades use, and
 * words of trade. They take names apart that are written together (`salesorderheader`); singular, lower case.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  abstract accepted access account action active activity actor actual added additional address adjusted
  adjustment admin agency agent alias allow allowed amount amt analytics answer api application applied apply
  appointed approval approved approver archived article assembly asset assignee attachment attempt attribute
  auction audit auth authentication author authorization auto available average avg backup balance bank banner
  base batch bill billing birth blob block blocked body bonus book booking bound branch brand bridge browser build
  business buyer byte cached cancel canceled cancellation cancelled candidate card carrier carry cart case catalog
  category chain change changed channel charge check checkout checksum child city claim class client clinic close
  closed closing code collection color column comment commission commit company complete completed component
  condition confidential config configuration confirmation confirmed consent contact container content context
  contract conversation cost count country county course craft create created creation creator credential credit
  culture currency current custom customer cycle daily data date datetime day dealer debit default definition
  delete deleted delivery demo demographic demographics depart department dependency depth description detail
  device diagnosis digest dimension director disabled discontinued discount display distance distribution district
  document domain driver dropoff dropped drug due duration edited edition editor effective email employee enable
  enabled encounter encrypted end ended endpoint engine entity entry environment error event exam exchange exclude
  execution exp expected expiration expire export expression external extra fact factor failed failure family farm
  feature fee feedback field file filter final finished fired first flag fleet flight floor food force form format
  forward freight frequency from function fund gateway gender generated global goods grant gross group guest
  handler hash header health height hidden hide hire hired history holiday home hospital host hotel hour house
  household icon identifier identity illustration image import inbound include income index info initial
  inspection instance instruction insurance interest internal interval inventory invitation invite invoice iso
  issue item job journal key kind kit lab label labor language large last latest latitude lead leave ledger left
  length lesson level licence license limit line link list loan locale location lock locked log login logo long
  longitude lot low machine make maker manager manufacture map mapping market material materials max meal measure
  media meeting member membership menu merge merged message meta metadata method metric middle migration min
  minimum minute mod mode model modified month movie name national need net network new next node note
  notification number nurse object offer office offset old open opening operation operator option order ordered
  organization origin original other outbound outlet override owner pack package page paid paper param parameter
  parent part partner party password path patient pay payload payment payroll pct pending per percent percentage
  period permission person personal phase phone photo pickup picture plan planned plant player point policy pool
  position post postal preference preferred prefix prescription president previous price primary print priority
  private process processed product production profile program project promo promotion property provider province
  public published purchase purchasing qty qualification quality quantity query question queue quota quote range
  rank rate rating raw reaction read reason receipt receive received recipient record redirect ref reference
  refresh refund refunded region registration rejected relation relationship release remaining remote removed
  rental reorder reply report repository request requested require required reseller reservation reset resident
  resolved resource response result resume retail retry return revenue review reviewer revision revoked reward
  risk role room root route routing row rule run safety salaried salary sale sales salt saved scan schedule
  scheduled schema school scope score scrap scrapped script search seat second secret section security seen
  selected selection sell seller send sender sent sequence service session set setting share shelf shift ship
  shipment shipping shop shopping short sick sign site size skip slug social sort source spatial special sport
  staff stage standard start started stat state station status step stock stocked stop storage store street string
  student style sub subcategory subject submitted subscription suffix summary supplier supply survey synced system
  table tag tagging target task tax teacher team template term terminated territory test text theme thread
  threshold thumbnail ticket tier time timestamp title token topic total tour track tracking trade trailer train
  transaction transfer transport trigger trip truck type uid unconfirmed unique unit update updated upload uri url
  usage use used user uuid vacation valid value var variable variant variation vehicle vendor verification
  verified version view viewed visibility visible visit volume vote voucher wage warehouse waste web week weight
  wholesale width work worker workflow working year ytd zip zone
  `
    .trim()
    .split(/\s+/),
);
