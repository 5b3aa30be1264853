namespace Jiban.Platform.Auth;

/// <summary>What a person is in the platform. One account has one role in one unit (docs/glossary.md).</summary>
public enum Role
{
    /// <summary>No account: a citizen on the public page.</summary>
    Public,

    /// <summary>Takes calls and registers for the caller (话务员).</summary>
    Operator,

    /// <summary>Decides where no rule is sure (派单员).</summary>
    Dispatcher,

    /// <summary>Handles the cases of a unit (承办人).</summary>
    Handler,

    /// <summary>Secretary of a community (社区书记).</summary>
    Secretary,

    /// <summary>Grid inspector on patrol (网格员).</summary>
    Inspector,

    /// <summary>Asks the requester whether it is done (回访员).</summary>
    Caller,

    /// <summary>Leader of a unit and those below (领导).</summary>
    Leader,

    /// <summary>The audit administrator: reads everything, changes nothing (审计员).</summary>
    Auditor,

    /// <summary>Keeps settings and catalogues; sees no case, no account and no trail (系统管理员).</summary>
    Administrator,

    /// <summary>The city's 12345 line: a program that signs what it sends, never an account (市12345).</summary>
    Upstream,

    /// <summary>Keeps accounts, roles and second factors, and erases requesters; sees no case and no trail (安全管理员).</summary>
    SecurityAdministrator,

    /// <summary>A map program of others that reads the registry of components under a key, never an account (地图软件).</summary>
    MapProgram,
}
