using System.Text.RegularExpressions;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Understanding;

/// <summary>The words in which feelings, accusations and wishes are written. All are bounded: no text makes them slow.</summary>
internal static partial class VoiceWords
{
    /// <summary>The words of each feeling. Words of danger are none of them: those are urgency, which is read elsewhere.</summary>
    public static readonly (Feeling Feeling, Regex Words)[] Feelings =
    [
        (Feeling.Anger, Anger()),
        (Feeling.Worry, Worry()),
        (Feeling.Distress, Distress()),
        (Feeling.Disappointment, Disappointment()),
        (Feeling.Pleading, Pleading()),
        (Feeling.Gratitude, Gratitude()),
    ];

    [GeneratedRegex(
        "气愤|愤怒|愤慨|恼火|生气|气死|气炸|火冒三丈|忍无可忍|无法忍受|难以忍受|受不了|受够了|不能忍|太过分|太欺负人|欺人太甚|岂有此理|令人发指|可恶|可恨|无耻|太嚣张|欺负老百姓|太不像话|太不象话|天理难容|丧尽天良|强烈(?:不满|谴责|抗议)|(?:非常|极度|十分|极其|很)不满(?!意)|凭什么|\\b(?:angry|furious|outrageous|unbearable|disgusted)\\b"
    )]
    private static partial Regex Anger();

    [GeneratedRegex(
        "担心|担忧|忧心|害怕|恐惧|恐慌|惶恐|提心吊胆|胆战心惊|心惊胆[战跳]|人心惶惶|惶惶不安|惴惴不安|焦虑|着急|焦急|心急如焚|寝食难安|寝食不安|坐立不安|\\b(?:worried|afraid|scared|anxious)\\b"
    )]
    private static partial Regex Worry();

    [GeneratedRegex(
        "绝望|崩溃|痛苦|苦不堪言|痛不欲生|走投无路|欲哭无泪|叫天天不应|求助无门|投诉无门|无助|委屈|以泪洗面|度日如年|身心俱疲|疲惫不堪|心力交瘁|神经衰弱|彻夜难眠|夜不能寐|睡不着|没法睡|心酸|伤心|难过|难受|有苦难言|没法活|\\b(?:desperate|exhausted|helpless|miserable)\\b"
    )]
    private static partial Regex Distress();

    [GeneratedRegex(
        "失望|寒心|心寒|灰心|心凉|不抱希望|失去信心|没有信心|不再相信|(?:很|非常|极|十分|太)?不满意|石沉大海|不了了之|\\b(?:disappointed|dissatisfied|fed up)\\b"
    )]
    private static partial Regex Disappointment();

    [GeneratedRegex(
        "求求|跪求|恳求|哀求|急盼|苦苦|万望|救救(?:我|孩子|老|百姓)|\\b(?:i beg|begging)\\b"
    )]
    private static partial Regex Pleading();

    [GeneratedRegex(
        "(?:非常|十分|衷心|万分|特别|由衷|真诚|真心|深深)(?:地|的)?感谢|感激|感动|感恩|暖心|贴心|欣慰|点赞|锦旗|好样的|\\b(?:grateful|thank you so much|many thanks)\\b"
    )]
    private static partial Regex Gratitude();

    /// <summary>What stands before a feeling that is not there, is somebody else's, or would be one: 没有不满, 请不要着急, 他很生气.</summary>
    [GeneratedRegex(
        "(?:不用|不必|不要|不会|不曾|并不|别|没有?|毫不|未|无需|不再|不|让人不|以免|(?:他|她|他们|对方|店家|老板|物业|司机|工作人员|客服)(?:也|就|都|还)?(?:很|非常|十分|特别|更)?|not |n't |no )$"
    )]
    public static partial Regex NotFelt();

    /// <summary>After the polite form: 不胜感激, 将感激不尽 are no thanks for anything.</summary>
    [GeneratedRegex("(?:不胜|将|定当|会|甚是|谨表)$")]
    public static partial Regex OnlyPolite();

    /// <summary>Whom people complain about without a name.</summary>
    [GeneratedRegex(
        "物业(?:公司|管理处|管理公司|服务中心|中心|经理|人员|保安)?|开发商|施工(?:方|单位|队|人员)|建设单位|承包商|承包方|包工头|房东|二房东|(?:房产)?中介(?:公司)?|(?:楼上|楼下|隔壁|对门|对面)(?:的)?(?:邻居|住户|业主|人家|租户|商户|家|[\\u4E00-\\u9FFF]{0,4}(?:店|馆|吧|厂|摊))?|邻居|商家|店家|商户|店主|老板娘?|摊贩|小贩|摊主|卖家|商贩|快递(?:员|公司|站|点)|驿站|外卖(?:员|小哥|骑手|平台)|(?:公交车?|出租车|的士|网约车|校车|货车|渣土车)(?:司机|公司)?|司机|居委会|村委会?|社区(?:居委会|工作人员|书记|干部)?|业委会|街道办(?:事处)?|镇政府|乡政府|区政府|城管(?:队员|局|队|人员)?|交警(?:队)?|派出所|民警|辅警|村干部|村支书|村书记|村长|村主任|学校|老师|班主任|校长|园长|食堂|医院|医生|护士|卫生院|窗口(?:人员|工作人员)?|工作人员|办事人员|客服|培训机构|培训班|健身房|驾校|教练|幼儿园|停车场|停车公司|自来水公司|供水公司|水务公司|水司|供电(?:公司|所|局)|电力公司|燃气公司|天然气公司|热力公司|供热公司|供暖公司|公交公司|银行|保险公司|通信公司|用人单位|工厂|厂家|厂方|公司|企业|单位|领导|[\\u4E00-\\u9FFF]{2,6}?(?:公安|教育|住建|房管|人社|社保|税务|环保|卫健|民政|交通|城管|规划|国土|市监|工商|质监|药监|医保|水务|农业|林业|园林)局|饭店|餐馆|饭馆|酒吧|网吧|烧烤摊|烧烤店|夜宵摊|棋牌室|麻将馆|歌厅|洗车店|养殖场|养猪场|砖厂|搅拌站|加工厂|工地"
    )]
    public static partial Regex Role();

    /// <summary>Words that say who is complained about; he stands behind them.</summary>
    [GeneratedRegex(
        "投诉|举报|控诉|检举|揭发|状告|曝光|谴责|\\bcomplain(?:t|ing)? (?:about|against)"
    )]
    public static partial Regex Accuses();

    /// <summary>What people are reproached with.</summary>
    [GeneratedRegex(
        "不作为|乱作为|慢作为|乱收[\\u4E00-\\u9FFF-[的了着过]]{0,3}费?|多收[\\u4E00-\\u9FFF-[的了着过]]{0,3}费?|收费不合理|拒不[\\u4E00-\\u9FFF-[的了着过]]{0,4}|拒绝[\\u4E00-\\u9FFF-[的了着过]]{0,4}|推诿(?:扯皮)?|推脱|推卸(?:责任)?|相互推|互相推|扯皮|踢皮球|拖欠[\\u4E00-\\u9FFF-[的了着过]]{0,4}|克扣[\\u4E00-\\u9FFF-[的了着过]]{0,4}|一拖再拖|拖延|拖着不[\\u4E00-\\u9FFF-[的了着过]]|敷衍|忽悠|糊弄|欺骗|欺诈|骗取|骗人|坑人|强制[\\u4E00-\\u9FFF-[的了着过]]{0,4}|强行[\\u4E00-\\u9FFF-[的了着过]]{0,4}|强迫|私自[\\u4E00-\\u9FFF-[的了着过]]{0,4}|擅自[\\u4E00-\\u9FFF-[的了着过]]{0,4}|违规[\\u4E00-\\u9FFF-[的了着过]]{0,4}|违法[\\u4E00-\\u9FFF-[的了着过]]{0,4}|违章[\\u4E00-\\u9FFF-[的了着过]]{0,2}|无证[\\u4E00-\\u9FFF-[的了着过]]{0,2}|霸占|占用|占道|堵塞|态度(?:很|极其|极|非常|特别|太|十分)?(?:差|恶劣|蛮横|嚣张|不好)|(?:一直|总是|都|也|还是|从来|根本|就是|仍|却|至今|迟迟)?(?:不管|不理|不处理|不解决|不退|不给|不肯|不愿|不让|不修|不来|不打扫|不清理|不清运|不履行|不兑现|不办|不发|不交房|不答复|不回复|不接电话)|没人管|无人管|置之不理|视而不见|不闻不问|扰民|偷工减料|违约|虚假宣传|弄虚作假|打人|骂人|辱骂|威胁|恐吓|乱扔|乱倒|乱停|乱摆|偷排|直排|排污|噪音[\\u4E00-\\u9FFF-[的了着过]]{0,3}|噪声[\\u4E00-\\u9FFF-[的了着过]]{0,3}|(?:很|太|非常|特别)吵|没有?(?:兑现|解决|处理|作为|履行|尽到)[\\u4E00-\\u9FFF-[的了着过]]{0,4}|未(?:兑现|解决|处理|履行)[\\u4E00-\\u9FFF-[的了着过]]{0,4}"
    )]
    public static partial Regex Deed();

    /// <summary>A party that is the writer himself, behind a bar what stands before it: 我们公司, 我是司机.</summary>
    [GeneratedRegex(
        "(?:我是|我在|本人是|作为)\\||(?:我们?|本|咱们?|自己)\\|(?:公司|单位|企业|工厂|厂家|厂方)$"
    )]
    public static partial Regex Own();

    /// <summary>What stands behind a word that is a place and no party: 学校门口, 公司附近.</summary>
    [GeneratedRegex(
        "^(?:门口|附近|旁边?|对面|后面|前面|里面|周边|周围|东|西|南|北|大门|路口|费|管理费|合同|门前)"
    )]
    public static partial Regex OnlyPlace();

    /// <summary>What is not reproached: 没有推诿.</summary>
    [GeneratedRegex("(?:没有?|从不|并未|未|不会|不|绝不|是否|有没有|会不会|被|遭)$")]
    public static partial Regex NotDone();

    /// <summary>What begins a wish. 申请, 邀请, 请问, 很麻烦 are none.</summary>
    [GeneratedRegex(
        "(?:强烈|特此|现|故|因此|并|也|都|我们?|业主们?|居民们?|村民们?)?(?:(?<![有没无抱毫])希望(?!小学|工程|渺茫|路|新区)|盼望|期盼|恳请|恳求|请求|呼吁|敬请|恭请)|(?<![申邀聘宴约报呈提])请(?![问假客柬帖示教辞来过了人吃律])|(?<=^|[^\\p{IsCJKUnifiedIdeographs}a-z0-9]|我|们|烈|此|故|并|现|主|民|里|都)(?:要求|建议|提议)|能否|能不能|可否|可不可以|是否可以|麻烦(?=你|您|帮|派|请|尽快|有关|相关|领导|安排|给|贵|转|催|叫)|务必|(?<![希盼渴期失绝欲愿众看守观探张展奢无])望(?=[^，,。！？!?;；]{0,12}(?:解决|处理|答复|回复|重视|尽快|改善|核实|查处|协调|落实|整改|予以|给予|调解|关注|帮助|处置|整治|出面|妥善|安排))|(?<![要请追寻恳哀苦央跪谋诉需力])求(?=[^，,。！？!?;；]{0,8}(?:解决|处理|答复|回复|帮|助|告知|解答|公道))|\\b(?:please|could you|can you|would you|i (?:want|would like|hope|wish|request|ask)|we (?:want|would like|hope|wish|request|ask))\\b"
    )]
    public static partial Regex Wishes();

    /// <summary>What turns a wish into something else: 原本希望, 物业要求, 医生建议.</summary>
    [GeneratedRegex(
        "(?:原本|本来|曾经|曾|按照?|不合理|符合|他们?|她们?|物业|开发商|学校|公司|对方|老板|医生|老师|说|被)$"
    )]
    public static partial Regex NotWished();

    /// <summary>A sentence that asks to be told something.</summary>
    [GeneratedRegex(
        "请问|想问|问一下|咨询|想知道|想了解|了解一下|\\b(?:how|where|when|who|what|why|is it|are there)\\b[^.!?]{0,80}\\?|(?:怎么|如何|怎样|什么时候|何时|多久|哪里|哪个|哪些|什么|多少|是否|有没有|能不能|吗|呢)[^。！!;；\\n]{0,30}[?？]"
    )]
    public static partial Regex Asks();
}
