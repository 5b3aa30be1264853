using System.Globalization;
using Jiban.Host.Commands;
using Jiban.Platform.Time;

namespace Jiban.Host.Import;

/// <summary>The forms in which files write a time of this city's clock, or of any clock with its zone.</summary>
internal static class FileTime
{
    private static readonly string[] Days =
    [
        "yyyy/M/d",
        "yyyy-M-d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyyMMdd",
    ];

    private static readonly string[] Clocks =
    [
        "H:mm",
        "H:mm:ss",
        "H:mm:ss.FFFFFFF",
        "H时mm分",
        "H时mm分ss秒",
        "H点mm分",
    ];

    private static readonly string[] Forms =
    [
        .. Days,
        .. Days.SelectMany(day =>
            Clocks.SelectMany(clock =>
                (string[])[$"{day} {clock}", $"{day}'T'{clock}", day + clock]
            )
        ),
        "yyyyMMddHHmm",
        "yyyyMMddHHmmss",
    ];

    private static readonly string[] WithZone =
    [
        .. Days.SelectMany(day =>
            Clocks
                .Take(3)
                .SelectMany(clock => (string[])[$"{day} {clock}", $"{day}'T'{clock}"])
                .SelectMany(form => (string[])[$"{form}zzz", $"{form} zzz", $"{form}'Z'"])
        ),
    ];

    /// <summary>The time by the clock of the city, or null where the words are none.</summary>
    public static DateTime? Read(string words)
    {
        var said = words.Trim();
        return DateTime.TryParseExact(
                said,
                Forms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
                ? time
            : DateTimeOffset.TryParseExact(
                said,
                WithZone,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
                ? CivilTime.Of(instant).DateTime
            : null;
    }

    /// <summary>How many rows of a file have a time, and how many have none that can be read.</summary>
    internal sealed class Count(string column)
    {
        private int _read;
        private int _unread;

        /// <inheritdoc cref="FileTime.Read"/>
        public DateTime? Read(string words)
        {
            var time = FileTime.Read(words);
            (_read, _unread) = time is null ? (_read, _unread + 1) : (_read + 1, _unread);
            return time;
        }

        /// <summary>Tells how many rows have no time that can be read.</summary>
        /// <exception cref="CommandFailedException">None has one: the column is another, or is written in another way.</exception>
        public void Tell(TextWriter console)
        {
            if (_unread > 0 && _read == 0)
            {
                throw new CommandFailedException(
                    $"no row has a time in column {column} that can be read, such as 2026-01-02 08:30"
                );
            }

            if (_unread > 0)
            {
                console.WriteLine(
                    $"{_unread} rows have no time in column {column} that can be read"
                );
            }
        }
    }
}
