using Jiban.Cases.Handling;
using Jiban.Platform.Auth;

namespace Jiban.Cases.Lists;

/// <summary>What an actor can do with a case at this moment: allowed by the table of rights and not blocked by the state.</summary>
internal static class PossibleNow
{
    /// <summary>The operations, in the order in which a case goes through them.</summary>
    public static IEnumerable<Operation> Of(
        CaseFile file,
        Actor actor,
        Relation relation,
        bool hasPeople,
        bool inspectorLooks
    )
    {
        (Operation Operation, bool Open)[] all =
        [
            (Operation.DispatchCase, DispatchCase.Blocks(file) is null),
            (Operation.SignCase, SignCase.Blocks(file) is null),
            (Operation.ContactRequester, ContactRequester.Blocks(file) is null),
            (Operation.ResolveCase, ResolveCase.Blocks(file) is null),
            (Operation.ReinspectCase, ReinspectCase.Blocks(file, actor) is null),
            (Operation.CallBackCase, CallBackCase.Blocks(file, actor) is null),
            (Operation.CloseCase, CloseCase.Blocks(file, actor, inspectorLooks) is null),
            (Operation.RevealRequester, hasPeople),
        ];
        return all.Where(one => one.Open && Permissions.May(one.Operation, actor.Role, relation))
            .Select(one => one.Operation);
    }
}
