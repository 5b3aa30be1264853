using Jiban.City.Contracts;
using Jiban.Platform.Web;

namespace Jiban.Cases.Requests;

/// <summary>What a registration may name as the component that it is about: one that is on record and stands there still.</summary>
internal static class ComponentNamed
{
    /// <summary>Why a registration may not name it; null when it may.</summary>
    /// <param name="component">What the registry has under the identifier.</param>
    public static Problem? Refuse(NamedComponent? component) =>
        component switch
        {
            null => Of(
                "unknown-component",
                "没有找到这个部件，请核对部件标识码；也可以不填，只说明地点。",
                "There is no such component. Check the identifier, or leave it out and tell the place."
            ),
            { State: ComponentState.Removed } => Of(
                "component-removed",
                "这个部件已经移除。请换成现在的部件，或者不填，只说明地点。",
                "This component was taken away. Name the one that stands there now, or leave it out and tell the place."
            ),
            _ => null,
        };

    private static Problem Of(string slug, string zh, string en) =>
        new(422, slug, zh, en)
        {
            Errors = new Dictionary<string, string[]> { ["component"] = [zh] },
        };
}
