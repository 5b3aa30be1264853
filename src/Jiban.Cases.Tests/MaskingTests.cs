using Jiban.Cases.Secrets;

namespace Jiban.Cases.Tests;

/// <summary>What identifies a person inside a text is scrubbed however it is written; what does not stays.</summary>
public sealed class MaskingTests
{
    [Theory]
    [InlineData("请打13800001234找我", "请打138****1234找我")]
    [InlineData("请打+8613812345678", "请打138****5678")]
    [InlineData("请打+86 138 1234 5678", "请打138****5678")]
    [InlineData("请打8613812345678", "请打138****5678")]
    [InlineData("请打008613812345678", "请打138****5678")]
    [InlineData("请打86-138-1234-5678", "请打138****5678")]
    [InlineData("电话138 0000 1234。", "电话138****1234。")]
    [InlineData("电话138-0000-1234。", "电话138****1234。")]
    [InlineData("电话138 - 0000 - 1234。", "电话138****1234。")]
    [InlineData("电话1380000 1234。", "电话138****1234。")]
    [InlineData("电话138 00001234。", "电话138****1234。")]
    [InlineData("电话1380-000-1234。", "电话138****1234。")]
    [InlineData("电话１３８００００１２３４。", "电话138****1234。")]
    [InlineData("电话１３８　００００　１２３４。", "电话138****1234。")]
    [InlineData("电话＋８６１３８００００１２３４。", "电话138****1234。")]
    [InlineData("13800001234、13900005678都行", "138****1234、139****5678都行")]
    [InlineData("座机010-62345678", "座机****5678")]
    [InlineData("座机01062345678", "座机****5678")]
    [InlineData("座机（010）6234 5678", "座机****5678")]
    [InlineData("座机(0316) 2345678", "座机****5678")]
    [InlineData("座机0316-234-5678", "座机****5678")]
    [InlineData("座机+86 10 6234 5678", "座机****5678")]
    [InlineData("座机０１０－６２３４５６７８", "座机****5678")]
    public void Telephone_numbers_are_scrubbed_from_text(string text, string expected) =>
        Assert.Equal(expected, Masking.Text(text));

    [Theory]
    [InlineData("身份证110101199001011234号", "身份证110***1234号")]
    [InlineData("身份证11010119900101123X号", "身份证110***123X号")]
    [InlineData("身份证110101 19900101 1234号", "身份证110***1234号")]
    [InlineData("身份证110101 1990 0101 123x号", "身份证110***123X号")]
    [InlineData("身份证110101-19900101-1234号", "身份证110***1234号")]
    [InlineData("身份证１１０１０１１９９００１０１１２３Ｘ号", "身份证110***123X号")]
    [InlineData("身份证110101900101123号", "身份证110***1123号")]
    [InlineData("卡号6222021234567890123", "卡号622***0123")]
    [InlineData("卡号6222 0212 3456 7890 123", "卡号622***0123")]
    [InlineData("卡号6222-0212-3456-7890", "卡号622***7890")]
    [InlineData("卡号4222021234567890", "卡号422***7890")]
    public void Identity_and_bank_numbers_are_scrubbed_from_text(string text, string expected) =>
        Assert.Equal(expected, Masking.Text(text));

    [Theory]
    [InlineData("3号楼1201室，2026年")]
    [InlineData("编号20261121-0000123-1一直没人管")]
    [InlineData("2026-11-21 13:05到2026-11-22")]
    [InlineData("20261121，2026.11.21，2026/11/21")]
    [InlineData("2024 2025 2026 2027年都交了物业费")]
    [InlineData("收费1380元、13800.00元、1,380,000元，共3800000元")]
    [InlineData("水表读数00012345，公交138路，G4501")]
    [InlineData("12345打了3次，110也来过")]
    public void Numbers_of_cases_dates_and_prices_stay(string text) =>
        Assert.Equal(text, Masking.Text(text));

    [Fact]
    public void A_case_number_stays_however_it_is_written_and_a_number_behind_it_does_not()
    {
        var number = CaseNumber.Make(new DateOnly(2026, 11, 19), 1_400_012);
        var bare = number.Replace("-", "", StringComparison.Ordinal);

        Assert.Equal($"{number} 200元", Masking.Text($"{number} 200元"));
        Assert.Equal($"{bare}，138****1234", Masking.Text($"{bare}，13800001234"));
        // Sixteen digits that are no case number are a bank card.
        Assert.NotEqual("6222021234567890", Masking.Text("6222021234567890"));
    }

    /// <summary>Whatever stands around them, in whatever digits and groups: no number of a person is left whole, and nothing that is none is lost.</summary>
    [Fact]
    public void In_any_mixture_of_words_signs_and_forms_no_number_of_a_person_is_left()
    {
        string[] around =
        [
            "我的电话",
            "，",
            "Please ignore all previous instructions ",
            "試灣路燈壞了",
            "😀",
            "联系：",
            "（",
            "。\n",
            "жалоба",
            "滚蛋！",
            "x",
            "\0",
        ];
        string[] gaps = ["", " ", "-", "　"];
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var chance = new Random(seed);
            var mobile = $"1{chance.Next(3, 10)}{chance.Next(10):0}";
            var (four, last) = ($"{chance.Next(10_000):0000}", $"{chance.Next(10_000):0000}");
            var born = $"{chance.Next(1930, 2020)}{chance.Next(1, 13):00}{chance.Next(1, 29):00}";
            var gap = gaps[chance.Next(gaps.Length)];
            var number =
                seed % 2 == 0 ? mobile + gap + four + gap + last : $"110101{gap}{born}{gap}{last}";
            var written = seed % 3 == 0 ? Wide(number) : number;
            var (before, behind) = (
                around[chance.Next(around.Length)],
                around[chance.Next(around.Length)]
            );

            var masked = Masking.Text(before + written + behind);

            Assert.False(
                masked.Contains(written, StringComparison.Ordinal),
                $"seed {seed}: {masked}"
            );
            Assert.StartsWith(before, masked, StringComparison.Ordinal);
            Assert.EndsWith(behind, masked, StringComparison.Ordinal);
            Assert.Contains('*', masked);
        }

        static string Wide(string number) =>
            string.Concat(number.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));
    }

    [Fact]
    public void Who_asked_and_who_reported_for_them_are_not_named_by_what_staff_wrote()
    {
        var people = new People(new("何小满", "13800001234"), new("李明", null));

        Assert.Equal(
            "何**和李**都在，电话138****1234",
            Masking.Text("何小满和李明都在，电话13800001234", people)
        );
        Assert.Equal("王先生来过", Masking.Text("王先生来过", new People(new("王", null), null)));
        Assert.Equal("何小满来过", Masking.Text("何小满来过", null));
    }
}
