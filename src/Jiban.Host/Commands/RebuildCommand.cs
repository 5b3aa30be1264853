using System.CommandLine;
using System.Globalization;
using Jiban.Platform.Projections;

namespace Jiban.Host.Commands;

/// <summary>
/// <c>jiban rebuild</c>: empties read models and follows the journal again from its first entry, beside a host that may be running: both take turns at
/// the checkpoint, and until it has reached the present the model shows less than there is.
/// </summary>
internal static class RebuildCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    public static Command Make()
    {
        var store = new StoreOptions();
        var name = new Argument<string?>("NAME")
        {
            Description = "Of one projection, such as patrol.report; left out, all of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "rebuild",
            "Build a projection, or all, again from the journal; the host may run."
        )
        {
            name,
        };
        store.AddTo(command);
        command.SetAction(
            (parsed, cancellation) =>
                store.OnHostAsync(
                    parsed,
                    (services, token) =>
                        RunAsync(services, parsed.GetValue(name), Console.Out, token),
                    cancellation
                )
        );
        return command;
    }

    /// <summary>Rebuilds one projection, or all that can be.</summary>
    /// <exception cref="CommandFailedException">There is none of this name, or it is a rule, of which nothing is left to build again.</exception>
    public static async Task RunAsync(
        IServiceProvider services,
        string? name,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var follower = services.GetRequiredService<Follower>();
        foreach (var projection in Chosen([.. services.GetServices<IProjection>()], name))
        {
            var told = TimeProvider.System.GetTimestamp();
            var taken = await follower.RebuildAsync(
                projection,
                entries =>
                {
                    if (TimeProvider.System.GetElapsedTime(told) >= Between)
                    {
                        told = TimeProvider.System.GetTimestamp();
                        output.WriteLine($"{projection.Name}: {Count(entries)} entries so far");
                    }
                },
                cancellation
            );
            output.WriteLine(
                $"{projection.Name}: built again, {Count(taken)} entries followed here"
            );
        }
    }

    private static List<IProjection> Chosen(IReadOnlyList<IProjection> all, string? name)
    {
        var models = all.Where(one => one.IsDerived).ToList();
        if (name is null)
        {
            return models;
        }

        return models.Where(one => one.Name == name).ToList() is { Count: > 0 } chosen
            ? chosen
            : throw new CommandFailedException(
                (
                    all.Any(one => one.Name == name)
                        ? $"{name} is a rule that writes in the journal; nothing of it can be built again. "
                        : $"there is no projection {name}. "
                )
                    + $"One of: {string.Join(", ", models.Select(one => one.Name).Order(StringComparer.Ordinal))}."
            );
    }

    private static string Count(long entries) =>
        entries.ToString("N0", CultureInfo.InvariantCulture);
}
