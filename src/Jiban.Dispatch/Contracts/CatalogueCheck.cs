using Jiban.City.Contracts;
using Jiban.Dispatch.Catalogue;
using Jiban.Dispatch.Drafts;
using Jiban.Dispatch.Linting;

namespace Jiban.Dispatch.Contracts;

/// <summary>One thing that may be wrong with the rules.</summary>
/// <param name="IsError">Rules with it are not put in force.</param>
public sealed record CatalogueFinding(bool IsError, string Zh, string En);

/// <summary>Reads rules as a whole and tells what their table hides: <c>jiban lint</c>.</summary>
public sealed class CatalogueCheck
{
    private readonly Dispatcher _dispatcher;
    private readonly CityRegistry _city;

    internal CatalogueCheck(Dispatcher dispatcher, CityRegistry city) =>
        (_dispatcher, _city) = (dispatcher, city);

    /// <summary>The rules in force, from a day on.</summary>
    public IReadOnlyList<CatalogueFinding> InForce(DateOnly day) =>
        Check(_dispatcher.Current.Rows.Rules, day);

    /// <summary>The rules of an XLSX, as if they were all there are; a row that can't be read is an error.</summary>
    /// <exception cref="InvalidDataException">It is no XLSX, or lacks a column.</exception>
    public IReadOnlyList<CatalogueFinding> Of(byte[] sheet, DateOnly day)
    {
        var (rules, faults) = CatalogueSheet.Read(sheet);
        faults.AddRange(
            rules.SelectMany(read => ImportCatalogue.FaultsOf(read.Row, read.Rule, _dispatcher))
        );
        return
        [
            .. faults
                .OrderBy(fault => fault.Row)
                .Select(fault => new CatalogueFinding(
                    true,
                    $"第 {fault.Row} 行，{fault.Column}“{fault.Value}”：{fault.Zh}",
                    $"row {fault.Row}, {fault.Column} \"{fault.Value}\": {fault.En}"
                )),
            .. Check([.. rules.Select(read => read.Rule)], day),
        ];
    }

    private List<CatalogueFinding> Check(IReadOnlyList<DispatchRule> rules, DateOnly day) =>
        [
            .. LintCatalogue
                .Of(rules, _dispatcher.Current.Rows, _city.Current, day)
                .Select(finding => new CatalogueFinding(finding.IsError, finding.Zh, finding.En)),
        ];
}
