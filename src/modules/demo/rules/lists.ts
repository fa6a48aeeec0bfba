/** Lists that the plans leave to configuration, as the starter profile sets them. */
export const demoLists = {
  'parks.tenHaves.items': [
    '有规划体系',
    '有管理机构',
    '有安全准入',
    '有封闭管理',
    '有信息平台',
    '有危废处置',
    '有专业停车场',
    '有实训基地',
    '有应急救援',
    '有公用工程',
  ],
  'parks.twoBans.items': ['禁止劳动密集型企业入园', '禁止非化工产业类企业入园'],
  'integration.psmElements.list': [
    '变更管理',
    '设备完好性',
    '作业许可',
    '承包商管理',
    '安全教育培训',
  ],
  'majorHazard.guarantorRoles': ['principal', 'technical', 'operational'],
  'trade.keyFields.list': [
    'metalSmelting',
    'deepWellCasting',
    'dustExplosive',
    'ammoniaRefrigeration',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Posts that a list of responsibilities covers (全员安全生产责任制). */
export const POST_CATEGORIES = Array.from({ length: 8 }, (_, i) => `post-${i + 1}`);
