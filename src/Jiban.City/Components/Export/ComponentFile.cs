namespace Jiban.City.Components.Export;

/// <summary>A component on its way out: what is on record, and the values of <see cref="ComponentFields.All"/>.</summary>
internal sealed record ExportedComponent(Component Row, IReadOnlyList<string?> Fields);

/// <summary>A form in which the registry leaves the house. Whatever it writes, a census of the same form reads back the same.</summary>
internal abstract class ComponentFile
{
    public abstract string MediaType { get; }

    /// <summary>Of the file's name, without the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>Writes the rows as they come; no more than a few are in memory at once.</summary>
    public abstract Task WriteAsync(
        Stream body,
        IAsyncEnumerable<ExportedComponent> rows,
        CancellationToken cancellation
    );
}
