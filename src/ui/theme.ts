import type { ThemeConfig } from 'antd';

const font =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

/** Every pair of colours here has a contrast of 4.5 or more. */
const light: ThemeConfig['token'] = {
  colorPrimary: '#0958d9',
  colorLink: '#0958d9',
  colorInfo: '#0958d9',
  colorError: '#c4161c',
  colorWarning: '#b45309',
  colorSuccess: '#237804',
  colorBgLayout: '#f5f7fa',
  colorTextPlaceholder: '#6b6b6b',
  colorTextTertiary: 'rgba(0, 0, 0, 0.62)',
  colorTextDescription: 'rgba(0, 0, 0, 0.65)',
  colorTextDisabled: 'rgba(0, 0, 0, 0.6)',
  fontFamily: font,
  fontSize: 14,
  borderRadius: 4,
};

const dark: ThemeConfig['token'] = {
  ...light,
  colorPrimary: '#5b9dff',
  colorLink: '#5b9dff',
  colorError: '#ff4d4f',
  colorWarning: '#ff9c3f',
  colorSuccess: '#49d18d',
  colorBgBase: '#0b1a2f',
  colorBgLayout: '#0b1a2f',
  colorBgContainer: '#12243d',
  colorTextBase: '#d6e4ff',
  colorText: '#d6e4ff',
  colorTextSecondary: '#b3c7e6',
  colorTextTertiary: '#8fa8c8',
  colorTextDescription: '#8fa8c8',
  colorTextPlaceholder: '#8fa8c8',
  colorBorder: '#2b4568',
  colorBorderSecondary: '#223957',
};

export interface Look {
  readonly elder: boolean;
  readonly dark: boolean;
}

/** 长辈版: text of 18 px and more, targets of 60 px. */
export function themeOf({ elder, dark: isDark }: Look): ThemeConfig {
  const token = isDark ? dark : light;
  const sizes = elder ? { fontSize: 18, controlHeight: 60, lineHeight: 1.6 } : {};
  return {
    token: { ...token, ...sizes },
    components: {
      Table: elder
        ? { cellPaddingBlockSM: 14, cellPaddingBlock: 16 }
        : { cellPaddingBlockSM: 5, cellPaddingBlock: 9, headerBg: isDark ? '#1a3050' : '#eef2f7' },
    },
  };
}
