using Jiban.Platform.Web;

namespace Jiban.Platform.Auth.Administration;

/// <summary>Why something is not done to an account.</summary>
internal static class AccountRefusals
{
    public static readonly Problem Unknown = new(
        404,
        "unknown-account",
        "没有这个账号，未作任何更改。",
        "There is no such account; nothing was changed."
    );

    public static readonly Problem Own = new(
        403,
        "own-account",
        "不能对自己的账号进行此项操作，未作任何更改。请由另一位安全管理员办理。",
        "Nobody does this to the own account; nothing was changed. Please ask another security administrator."
    );

    public static readonly Problem Last = new(
        409,
        "last-security-administrator",
        "这是最后一个可用的安全管理员账号，不能停用或改岗，未作任何更改。请先为另一人开设安全管理员账号。",
        "This is the last open account of a security administrator and stays as it is. Please make another one first."
    );

    public static readonly Problem Separate = new(
        409,
        "separate-administrators",
        "系统管理员、安全管理员、审计员必须由不同的人担任，未作任何更改。请为另一人开设账号。",
        "System, security and audit administrator must be different people; nothing was changed. Please make an account for somebody else."
    );

    public static readonly Problem LoginTaken = new(
        409,
        "login-taken",
        "这个账号名已被使用，账号未开设。请换一个。",
        "Somebody has this login; no account was made. Please choose another."
    );

    /// <summary>How many of what stands beside it.</summary>
    public static readonly Problem HoldsWork = new(
        409,
        "holds-work",
        "此人手上还有未办结的工作，账号未停用。请选择由谁接手，或交由单位负责人安排。",
        "This person still holds open work; the account stays open. Please say who goes on with it, or leave it to the unit to arrange."
    );

    public static readonly Problem NoSuccessor = new(
        422,
        "no-successor",
        "不能由此人接手，账号未停用。请选择同一单位、岗位合适的在岗同事。",
        "This person can't take the work on; the account stays open. Please choose a colleague of the same unit and a fitting role."
    );

    public static readonly Problem UnknownUnit = new(
        422,
        "unknown-unit",
        "没有这个单位，未作任何更改。请重新选择。",
        "There is no such unit; nothing was changed. Please choose another."
    );
}
