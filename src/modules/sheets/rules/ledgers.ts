import type { ColumnDefinition, LedgerDefinition } from '../model.ts';

type More = Pick<ColumnDefinition, 'required' | 'note'>;

const column = (
  attribute: string,
  example: string,
  synonyms: readonly string[] = [],
  more: More = {},
): ColumnDefinition => ({ attribute, example, synonyms, ...more });

const CODE = '91371721MA3EXAMPLE';

/** Records that get their id from us: an empty cell means a new one. */
const numbered = column('id', '', ['编号', '序列号', '系统编号', '记录编号'], {
  note: {
    zh: '新增时留空，由系统编号；填写已有编号则修改该记录',
    en: 'Leave it empty for a new record; an id that exists changes that record',
  },
});

const enterprise = column(
  'enterprise',
  CODE,
  [
    '企业',
    '企业名称',
    '单位名称',
    '所属单位',
    '所在单位',
    '企业信用代码',
    '统一社会信用代码',
    '信用代码',
    '社会信用代码',
  ],
  {
    required: true,
    note: {
      zh: '填统一社会信用代码或企业名称，推荐填代码',
      en: 'Write the unified social credit code or the name; the code is safer',
    },
  },
);

const facility = column('facility', '一号合成装置', ['设施名称', '装置', '装置名称', '场所'], {
  note: { zh: '填设施名称或编号', en: 'Write the name or the id of the facility' },
});
const person = column('person', '王某某', ['姓名', '人员姓名', '参加人员'], {
  note: { zh: '填姓名或人员编号', en: 'Write the name or the id of the person' },
});
const note = column('note', '', ['说明', '备注信息']);

const OTHER_ID = { zh: '编号', en: 'Id' };
const ledger = (
  type: string,
  columns: readonly ColumnDefinition[],
  naturalKey: readonly string[] = [],
): LedgerDefinition => ({ type, id: OTHER_ID, ownId: false, naturalKey, columns });

const enterprises: LedgerDefinition = {
  type: 'enterprise',
  id: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  ownId: true,
  naturalKey: [],
  columns: [
    column('id', CODE, ['信用代码', '社会信用代码', '企业信用代码', '统一信用代码'], {
      required: true,
      note: {
        zh: '18 位；已有企业按代码修改，没有的新增',
        en: '18 characters; a code that exists changes that enterprise, others are new',
      },
    }),
    column('name', '曹县示例化工有限公司', ['名称', '单位名称', '企业全称', '公司名称']),
    column('jurisdiction', '曹县', ['区划', '县区', '所在县区', '属地', '行政区划', '所属县区']),
    column('industry', '化工', ['行业', '所属行业', '行业类别', '行业领域']),
    column('tradeSector', '', ['工贸行业类别', '工贸类别']),
    column('address', '曹县示例路1号', ['地址', '企业地址', '生产地址', '详细地址']),
    column('longitude', '115.54', ['经度坐标']),
    column('latitude', '34.83', ['纬度坐标']),
    column('park', '', ['园区', '化工园区', '所属园区']),
    column('scale', '小型', ['规模', '企业规模', '规模类型']),
    column('ownership', '民营', ['企业性质', '隶属关系']),
    column('employees', '120', ['职工人数', '员工人数', '人数']),
    column('establishedOn', '2015-03-02', ['成立时间', '注册日期']),
    column('hazchemRole', '生产', ['危化品类型', '危险化学品企业类型']),
    column('keySupervisedProcesses', '否', ['是否涉及重点监管工艺', '涉及重点监管工艺']),
    column('keySupervisedChemicals', '是', ['是否涉及重点监管危化品']),
    column('dustExposedWorkers', '', ['涉粉人数', '涉粉作业人员数']),
    column('productionState', '正常生产', ['生产情况', '经营状态', '运行状态']),
    note,
  ],
};

const facilities = ledger(
  'facility',
  [
    numbered,
    enterprise,
    column('name', '一号合成装置', ['设施名称', '装置名称', '名称']),
    column('kind', '装置', ['类别', '设施类别', '设施类型', '类型']),
    column('state', '运行', ['状态', '运行情况']),
    column('builtOn', '2016-05-01', ['建成时间']),
    column('startUpOn', '2016-09-01', ['投用时间', '投产日期']),
    column('headcountLimit', '3', ['限员', '限制人数']),
    column('fireHazardClass', '甲类', ['火灾危险性']),
    column('volume', '', ['容积（m³）', '容积m3', '储量']),
    column('highRiskWorkplace', '否', ['是否高危作业场所']),
    note,
  ],
  ['enterprise', 'name'],
);

const equipment = ledger(
  'equipment',
  [
    numbered,
    enterprise,
    facility,
    column('name', '1号反应釜', ['设备名称', '名称']),
    column('kind', '反应器', ['类型', '设备类别']),
    column('class', '静设备', ['动静', '设备分类']),
    column('critical', '是', ['是否关键设备']),
    column('state', '运行', ['状态', '运行情况']),
    column('installedOn', '2016-08-01', ['安装时间', '投用日期']),
    column('integrityCheckedOn', '2024-03-01', ['检验日期', '检查日期']),
    column('integrityValidUntil', '2025-03-01', ['有效期至', '下次检验日期']),
    note,
  ],
  ['enterprise', 'facility', 'name'],
);

const substances = ledger(
  'substance',
  [
    numbered,
    enterprise,
    {
      ...facility,
      required: true,
      example: '液氨储罐区',
      synonyms: ['单元', '单元名称', '储罐区', ...facility.synonyms],
    },
    column('name', '氨', ['物质', '危险化学品名称', '化学品名称', '品名']),
    column('cas', '7664-41-7', ['CAS', 'CAS 号', 'CAS编号']),
    column('quantity', '30.5', ['设计最大量（吨）', '最大量', '存量', '最大存在量', '实际存在量'], {
      note: {
        zh: '单位为吨，按设计最大量填写，不得为 0',
        en: 'In tonnes, the design maximum, more than 0',
      },
    }),
    column('hazardClass', '', ['类别', '危险类别', '表2类别'], {
      note: {
        zh: 'GB 18218 表1没有列名的物质必填，按安全技术说明书，如 W5.3',
        en: 'For substances that Table 1 of GB 18218 does not name, by the safety data sheet: W5.3',
      },
    }),
    column('mixture', '', ['是否混合物', '混合物类别']),
    column('tableRow', '', ['序号（表1）', '表1行号']),
    note,
  ],
  ['enterprise', 'facility', 'name'],
);

const people = ledger(
  'person',
  [
    numbered,
    enterprise,
    column('name', '王某某', ['人员姓名', '名字']),
    column('role', '班组长', ['角色', '职务', '人员类别', '人员类型']),
    column('post', '合成岗位', ['岗位名称', '工种']),
    column('level', '班组级', ['层级']),
    column('operations', '动火、高处', ['特殊作业', '作业类型']),
    column('certificateCategory', '焊接与热切割作业', ['证书类别', '操作证类别']),
    column('certificateNo', '', ['证书号', '证号', '操作证号']),
    column('certificateValidUntil', '2027-12-31', ['有效期至', '证书有效期至']),
    column('inOfficeSince', '2024-01-15', ['任职时间', '入职日期']),
    note,
  ],
  ['enterprise', 'name'],
);

const projects = ledger(
  'project',
  [
    numbered,
    enterprise,
    column('name', '年产 2 万吨示例项目', ['名称', '建设项目名称']),
    column('kind', '建设项目', ['类别']),
    column('projectType', '新建', ['项目性质']),
    column('status', '在建、在研', ['项目状态', '进展']),
    column('startedOn', '2024-02-01', ['立项日期', '开始日期']),
    column('constructionStartedOn', '2024-05-01', ['开工时间']),
    column('completedOn', '', ['竣工日期', '建成时间']),
    column('productionStartedOn', '', ['试生产日期', '投产时间']),
    note,
  ],
  ['enterprise', 'name'],
);

/**
 * What is found; what becomes of it is the loop's to say, step by step: those columns are nobody's
 * (registry/rules/ownership.ts), so that a row that fills one is told so.
 */
const hazards = ledger('hazard', [
  numbered,
  enterprise,
  facility,
  column('source', '企业自查', ['隐患来源', '排查方式']),
  column('foundOn', '2024-03-01', ['排查日期', '检查日期', '发现时间', '排查时间']),
  column('kind', '设备设施', ['隐患类别', '隐患类型', '类型']),
  column('major', '否', ['是否重大隐患', '重大隐患', '是否重大事故隐患']),
  column('criterion', '', ['判定依据', '判定标准']),
  column('measures', '更换泄漏的垫片', ['整改要求', '整改方案', '治理措施']),
  column('dueOn', '2024-03-15', ['整改时限', '限期', '整改期限（前）', '完成时限']),
  column('rectifiedOn', '', ['整改日期', '整改完成时间', '完成日期']),
  column('verifiedOn', '', ['验收时间']),
  column('closedOn', '', ['销号时间', '闭环日期']),
  column(
    'note',
    '2号泵法兰垫片泄漏',
    ['隐患描述', '隐患内容', '问题描述', '存在问题', '隐患情况'],
    {
      note: { zh: '写明隐患的部位和现象', en: 'Say where the hazard is and what it looks like' },
    },
  ),
]);

const drills = ledger('drill', [
  numbered,
  enterprise,
  facility,
  column('kind', '疏散逃生演练', ['演练类别', '演练类型', '演练形式']),
  column('scenario', '火灾', ['演练场景', '演练内容', '事故类型']),
  column('date', '2024-06-12', ['演练日期', '演练时间', '时间']),
  column('participants', '35', ['人数', '参演人数']),
  column('noNotice', '是', ['是否不提前通知']),
  column('noScript', '是', ['是否不设脚本']),
  column('evaluation', '', ['演练评估', '评估情况']),
  note,
]);

const trainings = ledger('training', [
  numbered,
  enterprise,
  person,
  column('kind', '专题培训', ['培训类别', '培训类型']),
  column('topics', '有限空间', ['培训主题', '培训内容', '主要内容']),
  column('date', '2024-04-20', ['培训日期', '培训时间', '时间', '日期']),
  column('hours', '8', ['课时', '培训学时']),
  column('result', '完成', ['培训结果', '考核结果']),
  note,
]);

const selfInspections = ledger('selfInspection', [
  numbered,
  enterprise,
  facility,
  column('kind', '日常自查', ['检查类别', '自查类型', '自查类别']),
  column('date', '2024-05-06', ['自查日期', '检查日期', '检查时间']),
  column('leaderRole', '主要负责人', ['带队人', '带队人职务']),
  column('findings', '2', ['问题数', '发现隐患数']),
  note,
]);

const riskItems = ledger('riskItem', [
  numbered,
  enterprise,
  facility,
  column('identifiedOn', '2024-02-10', ['辨识时间']),
  column('level', '一般风险（黄）', ['风险级别', '等级']),
  column('measures', '设置可燃气体报警并定期校验', ['措施', '管控措施内容']),
  column('measureClasses', '技防、工程防', ['管控措施类别']),
  column('inPlace', '是', ['是否落实', '措施是否落实']),
  column('reviewedOn', '', ['复评时间']),
  note,
]);

const resources = ledger('resource', [
  numbered,
  enterprise,
  column('name', '正压式空气呼吸器', ['物资名称', '资源名称']),
  column('kind', '救援装备', ['物资类别', '资源类别']),
  column('quantity', '10', ['物资数量', '库存数量']),
  column('date', '2024-04-01', ['登记时间', '日期']),
  note,
]);

/** Every ledger that comes and goes as a sheet, in the order of the list. */
export const ledgers: readonly LedgerDefinition[] = [
  ...[enterprises, facilities, substances, equipment, people, projects, riskItems, hazards],
  ...[selfInspections, drills, trainings, resources],
];

export const ledgerTypes = ledgers.map(({ type }) => type);
