using System.Globalization;
using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Platform.Time;

namespace Jiban.Demo.Units;

/// <summary>Who answers in the invented city: the tree of units with their lists of responsibilities.</summary>
internal sealed class DrawUnits(Ids ids, IReadOnlyList<Region> regions)
{
    private static readonly WorkingHours Office = new(new(9, 0), new(18, 0), EveryDay: false);
    private static readonly WorkingHours Always = new(new(0, 0), new(23, 59), EveryDay: true);
    private static readonly WorkingHours Desk = new(new(8, 0), new(20, 0), EveryDay: true);
    private static readonly DateOnly InForceFrom = new(2025, 1, 1);

    private readonly List<Unit> _units = [];
    private readonly List<Duty> _duties = [];

    public (IReadOnlyList<Unit> Units, IReadOnlyList<Duty> Duties) Draw()
    {
        var city = regions.Single(region => region.Level == RegionLevel.City);
        var centre = Add(
            city.Code,
            $"{city.Name}市民诉求受理中心",
            "市受理中心",
            UnitKind.CityCentre,
            null,
            city,
            Always,
            "12345中心"
        );
        Duty(centre, "受理", "接听12345热线并核实、转派诉求", ["2703", "2704", "2705"]);
        foreach (var district in regions.Where(region => region.Level == RegionLevel.District))
        {
            District(district, centre);
        }

        foreach (var row in Data.Rows("departments.tsv").Where(row => row[0] != "district"))
        {
            var kind = row[0] == "utility" ? UnitKind.Utility : UnitKind.Department;
            var name = row[0] == "utility" ? row[2] : city.Name + row[2];
            Listed(row, $"{city.Code}-{row[1]}", name, row[3], kind, centre, city);
        }

        return (_units, _duties);
    }

    private void District(Region district, Unit centre)
    {
        var government = Add(
            district.Code,
            $"{district.Name}人民政府",
            $"{district.Name}政府",
            UnitKind.DistrictGovernment,
            centre,
            district,
            Office
        );
        foreach (var row in Data.Rows("departments.tsv").Where(row => row[0] == "district"))
        {
            Listed(
                row,
                $"{district.Code}-{row[1]}",
                district.Name + row[2],
                district.Name + row[3],
                UnitKind.Department,
                government,
                district
            );
        }

        foreach (
            var plan in Board.Streets.Where(plan =>
                plan.Code.StartsWith(district.Code, StringComparison.Ordinal)
            )
        )
        {
            Street(plan, regions.Single(region => region.Code == plan.Code), government);
        }
    }

    private void Street(StreetPlan plan, Region street, Unit government)
    {
        var stem = plan.Name[..^(plan.IsTown ? 1 : 2)];
        var office = Add(
            plan.Code,
            plan.IsTown ? $"{plan.Name}人民政府" : $"{plan.Name}办事处",
            plan.Name,
            UnitKind.StreetOffice,
            government,
            street,
            Always,
            plan.IsTown ? $"{plan.Name}政府" : $"{plan.Name}办"
        );
        Sections(plan, street, office);
        foreach (var community in regions.Where(region => region.ParentId == street.RegionId))
        {
            Add(
                community.Code,
                $"{community.Name}居民委员会",
                community.Name,
                UnitKind.Community,
                office,
                community,
                Desk,
                $"{community.Name}居委会"
            );
        }

        Companies(plan, street, office, stem);
    }

    private void Sections(StreetPlan plan, Region street, Unit office)
    {
        var sections = new Dictionary<string, Unit>();
        foreach (var row in Data.Rows("duties.tsv"))
        {
            var (board, key) = (row[0], row[1]);
            if (board == "乡村振兴" && !plan.IsTown)
            {
                continue;
            }

            if (!sections.TryGetValue(key, out var section))
            {
                section = Add(
                    $"{plan.Code}-S{sections.Count + 1}",
                    plan.Name + FullName(key),
                    plan.Name + key,
                    UnitKind.Section,
                    office,
                    street,
                    Office
                );
                sections.Add(key, section);
            }

            Duty(section, board, row[3], row[2].Length == 0 ? [] : row[2].Split(','));
        }
    }

    /// <summary>The property companies of a street: those of its estates, or three in a street that has no estates drawn.</summary>
    private void Companies(StreetPlan plan, Region street, Unit office, string stem)
    {
        var brands = Data.Lines("companies.txt");
        var estates = Data.Lines("estates.txt").Count;
        var place = Array.IndexOf(Board.Streets, plan);
        var mine =
            place == 0 ? brands.Take(estates) : brands.Skip(estates + 3 * (place - 1)).Take(3);
        foreach (var (n, brand) in mine.Index())
        {
            var company = Add(
                $"{plan.Code}-P{n + 1:00}",
                $"{stem}{brand}物业服务有限公司",
                $"{brand}物业",
                UnitKind.PropertyCompany,
                office,
                street,
                Desk
            );
            Duty(
                company,
                "物业服务",
                "保养共用部位和设施，接待业主报修",
                ["0301", "0305", "0312", "0316", "0610"]
            );
        }
    }

    private void Listed(
        string[] row,
        string code,
        string name,
        string shortName,
        UnitKind kind,
        Unit parent,
        Region region
    )
    {
        var unit = Add(
            code,
            name,
            shortName,
            kind,
            parent,
            region,
            row[4] == "always" ? Always : Office
        );
        foreach (var duty in row[5].Split(';'))
        {
            var space = duty.IndexOf(' ', StringComparison.Ordinal);
            Duty(
                unit,
                kind == UnitKind.Utility ? "服务承诺" : "部门职责",
                duty[(space + 1)..],
                duty[..space].Split(',')
            );
        }
    }

    private Unit Add(
        string code,
        string name,
        string shortName,
        UnitKind kind,
        Unit? parent,
        Region region,
        WorkingHours hours,
        params string[] aliases
    )
    {
        var unit = new Unit(
            ids.New(),
            code,
            name,
            shortName,
            kind,
            parent?.UnitId,
            region.RegionId,
            hours,
            aliases,
            CreditCodeOf(kind, region, _units.Count + 1)
        );
        _units.Add(unit);
        return unit;
    }

    /// <summary>
    /// A sound credit code of a body that no register has, for its division is invented; none for a section, which is no legal person of its own.
    /// </summary>
    private static string? CreditCodeOf(UnitKind kind, Region region, int n)
    {
        if (kind == UnitKind.Section)
        {
            return null;
        }

        var head = kind is UnitKind.PropertyCompany or UnitKind.Utility ? "91" : "11";
        var division = region.Code.PadRight(6, '0')[..6];
        var body = string.Create(CultureInfo.InvariantCulture, $"{head}{division}MB{n:0000000}");
        return body + CreditCode.CheckOf(body);
    }

    private void Duty(Unit unit, string board, string name, string[] classes) =>
        _duties.Add(new Duty(ids.New(), unit.UnitId, board, name, classes, InForceFrom, null));

    private static string FullName(string section) =>
        section switch
        {
            "综合办" => "党建和综合办公室",
            "平安办" => "平安建设办公室",
            "城管办" => "城市管理办公室",
            "执法队" => "综合行政执法队",
            "社区办" => "社区建设办公室",
            "民生办" => "民生保障办公室",
            "乡村振兴办" => "乡村振兴办公室",
            _ => throw new ArgumentOutOfRangeException(
                nameof(section),
                section,
                "No such section."
            ),
        };
}
