using System.Globalization;

namespace Jiban.Demo.Month;

/// <summary>Citizens of the invented city. Names are put together by chance; telephones begin with 164, which no network uses.</summary>
internal sealed class Citizens(Random chance)
{
    private const string Surnames =
        "林何高罗梁宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙贺顾毛郝龚邵万";
    private const string Given =
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志强淑珍俊峰雪梅小燕永康春生海燕玉珍凤英丹萍鑫鹏斌波辉";

    /// <summary>Another citizen.</summary>
    public Citizen Next() =>
        new(
            $"{Pick(Surnames)}{Pick(Given)}{(chance.Next(2) == 0 ? "" : Pick(Given))}",
            "164" + chance.Next(100_000_000).ToString("00000000", CultureInfo.InvariantCulture)
        );

    private char Pick(string characters) => characters[chance.Next(characters.Length)];
}
