using System.CommandLine;
using Jiban.Cases.Contracts;
using Jiban.Platform.Journaling;

namespace Jiban.Host.Commands;

/// <summary><c>jiban verify</c>: proves the journal whole, or names the case, the row and what was done to it. Exit code 1 when something was.</summary>
internal static class VerifyCommand
{
    private const int MostShown = 200;

    public static Command Make()
    {
        var store = new StoreOptions();
        var command = new Command(
            "verify",
            "Check every row of the journal against its chain, its case and the daily seals."
        );
        var seals = new Option<FileInfo?>("--seals")
        {
            Description = "Compare with seals that `seal --export` wrote before.",
            HelpName = "FILE",
        };
        command.Options.Add(seals);
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var exported = parsed.GetValue(seals) is { } file
                    ? await SealExport.ReadAsync(file, cancellation)
                    : [];
                await using var opened = await store.OpenAsync(parsed, cancellation);
                await using var host = JibanHost.Build(opened.Host);
                var verification = await host
                    .Services.GetRequiredService<CaseVerification>()
                    .VerifyAsync(exported, cancellation);
                foreach (var finding in verification.Findings.Take(MostShown))
                {
                    Console.WriteLine(Words(finding));
                }

                Console.WriteLine(
                    $"{Of(verification.Cases, "case")}, {Of(verification.Rows, "row")}, {Of(verification.Seals, "seal")}: "
                        + (
                            verification.Findings.Count == 0
                                ? "whole."
                                : $"{Of(verification.Findings.Count, "finding")}."
                        )
                );
                return verification.Findings.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }

    private static string Of(long count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";

    private static string Words(Finding finding) =>
        finding.CaseId == Guid.Empty
            ? $"{finding.Fault}: {finding.Detail}"
            : $"{finding.Fault}: case {finding.CaseId} row {finding.Seq}: {finding.Detail}";
}
