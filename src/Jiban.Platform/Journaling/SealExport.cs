using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Jiban.Platform.Journaling;

/// <summary>A seal as it stands in an exported file: its day and its MAC, which covers everything else.</summary>
public sealed record ExportedSeal(DateOnly Day, byte[] Mac);

/// <summary>The seals as a file that is kept elsewhere: one JSON object a line, oldest first. A later file begins with the earlier one.</summary>
public static class SealExport
{
    /// <summary>Writes every seal with its heads; the heads pass through and are never all in memory.</summary>
    /// <returns>How many seals.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        Stream file,
        CancellationToken cancellation
    )
    {
        var seals = await Seals.ListAsync(connection, cancellation);
        foreach (var seal in seals)
        {
            await using (var json = new Utf8JsonWriter(file))
            {
                await WriteAsync(connection, seal, json, cancellation);
            }

            file.WriteByte((byte)'\n');
        }

        return seals.Count;
    }

    /// <summary>Reads the seals of a file.</summary>
    /// <exception cref="InvalidDataException">A line is no seal, or there is none at all.</exception>
    public static async Task<IReadOnlyList<ExportedSeal>> ReadAsync(
        FileInfo file,
        CancellationToken cancellation
    )
    {
        var seals = new List<ExportedSeal>();
        await foreach (var line in File.ReadLinesAsync(file.FullName, cancellation))
        {
            try
            {
                using var seal = JsonDocument.Parse(line);
                seals.Add(
                    new ExportedSeal(
                        DateOnly.ParseExact(
                            seal.RootElement.GetProperty("day").GetString()!,
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture
                        ),
                        Convert.FromHexString(seal.RootElement.GetProperty("mac").GetString()!)
                    )
                );
            }
            catch (Exception fault)
                when (fault
                        is JsonException
                            or KeyNotFoundException
                            or FormatException
                            or InvalidOperationException
                            or ArgumentNullException
                )
            {
                throw new InvalidDataException(
                    $"{file.Name}, line {seals.Count + 1}: this is no exported seal."
                );
            }
        }

        return seals.Count > 0
            ? seals
            : throw new InvalidDataException($"{file.Name} holds no seal.");
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        DaySeal seal,
        Utf8JsonWriter json,
        CancellationToken cancellation
    )
    {
        json.WriteStartObject();
        json.WriteString("day", $"{seal.Day:yyyy-MM-dd}");
        json.WriteNumber("form", seal.Form);
        json.WriteNumber("key", seal.Key);
        json.WriteNumber("through", seal.Through);
        json.WriteStartArray("heads");
        await foreach (
            var head in Seals.HeadsAsync(connection, seal.Day).WithCancellation(cancellation)
        )
        {
            json.WriteStartObject();
            json.WriteString("caseId", head.CaseId);
            json.WriteNumber("seq", head.Seq);
            json.WriteString("hash", Convert.ToHexStringLower(head.Hash));
            json.WriteEndObject();
            if (json.BytesPending > 64 * 1024)
            {
                await json.FlushAsync(cancellation);
            }
        }

        json.WriteEndArray();
        json.WriteString("digest", Convert.ToHexStringLower(seal.Digest));
        json.WriteString("previous", Convert.ToHexStringLower(seal.Previous));
        json.WriteString("mac", Convert.ToHexStringLower(seal.Mac));
        json.WriteString("sealedAt", seal.SealedAt);
        json.WriteEndObject();
    }
}
