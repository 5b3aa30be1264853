using Jiban.City.Contracts;
using Jiban.Demo.Land;
using Jiban.Platform.Auth;

namespace Jiban.Demo.Units;

/// <summary>Staff of the invented city. Names are put together by chance from common characters and mean nobody.</summary>
internal sealed class DrawPeople(Random chance)
{
    private const string Surnames =
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎";
    private const string Given =
        "安宁晓明文静雨桐思远嘉禾子墨若溪书言清和知微怀谷乐天星河青山以沫景行望舒南乔北辰锦年云帆春晖秋实冬青立夏小满白露";

    private readonly HashSet<string> _names = [];
    private readonly List<DemoPerson> _people = [];

    /// <summary>Everybody: the first of each role is the one whose login a visitor is shown.</summary>
    public IReadOnlyList<DemoPerson> Draw(IReadOnlyList<Unit> units)
    {
        var centre = units.Single(unit => unit.Kind == UnitKind.CityCentre);
        var street = units.Single(unit => unit.Code == Board.Streets[0].Code);
        Several(Role.Operator, centre, 6);
        Several(Role.Operator, street, 2);
        Several(Role.Dispatcher, centre, 3);
        Several(Role.Dispatcher, street, 2);
        Several(Role.Handler, street, 3);
        Several(Role.Caller, centre, 4);
        Several(Role.Inspector, street, 15);
        Several(Role.Leader, street, 1);
        Several(Role.Auditor, centre, 1);
        Several(Role.Administrator, centre, 1);
        foreach (var unit in units)
        {
            ForKind(unit, isFirstStreet: unit == street);
        }

        // Last, so that everybody else keeps the name that the seed drew before there was one.
        Several(Role.SecurityAdministrator, centre, 1);

        return _people;
    }

    private void ForKind(Unit unit, bool isFirstStreet)
    {
        switch (unit.Kind)
        {
            case UnitKind.Community:
                Several(Role.Secretary, unit, 1);
                break;
            case UnitKind.CityCentre:
                Several(Role.Leader, unit, 1);
                Several(Role.Handler, unit, 2);
                break;
            case UnitKind.DistrictGovernment:
                Several(Role.Leader, unit, 1);
                Several(Role.Dispatcher, unit, 1);
                Several(Role.Handler, unit, 1);
                break;
            case UnitKind.StreetOffice when isFirstStreet:
                break;
            case UnitKind.StreetOffice:
                Several(Role.Leader, unit, 1);
                Several(Role.Dispatcher, unit, 1);
                Several(Role.Handler, unit, 1);
                break;
            default:
                Several(Role.Handler, unit, 1);
                break;
        }
    }

    private void Several(Role role, Unit unit, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var before = _people.Count(person => person.Role == role);
            var login = Login(role) + (before == 0 ? "" : $"{before + 1}");
            _people.Add(new DemoPerson(login, Name(), role, unit.Code));
        }
    }

    private string Name()
    {
        while (true)
        {
            var name = $"{Pick(Surnames)}{Pick(Given)}{(chance.Next(4) == 0 ? "" : Pick(Given))}";
            if (_names.Add(name))
            {
                return name;
            }
        }
    }

    private string Pick(string characters) => characters[chance.Next(characters.Length)].ToString();

    private static string Login(Role role) =>
        role switch
        {
            Role.Administrator => "admin",
            Role.SecurityAdministrator => "security",
            _ => role.ToString().ToLowerInvariant(),
        };
}
