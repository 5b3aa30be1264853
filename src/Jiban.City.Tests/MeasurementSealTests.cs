using System.Security.Cryptography;
using Jiban.City.Components;

namespace Jiban.City.Tests;

public sealed class MeasurementSealTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(
        1_795_140_000_123
    );

    private static readonly RecordMeasurement.Request Measured = new(
        "沉降",
        12.5m,
        "cm",
        At,
        116.39747,
        -39.90885,
        8
    );

    /// <summary>The same example stands in <c>web/src/features/patrol/outbox/seal.test.ts</c>: phone and server make the same seal.</summary>
    [Fact]
    public void The_seal_of_the_example_is_the_phones() =>
        Assert.Equal(
            "fd0185ed7352b2b6da392c25e3a4546ac981493306ae7b5350f6a718a167cfa8",
            SealOf(Measured)
        );

    /// <summary>The same example stands there too.</summary>
    [Fact]
    public void The_seal_of_a_time_of_day_is_over_the_clock()
    {
        var clock = Measured with
        {
            Quantity = "亮灯时刻",
            Value = null,
            Unit = null,
            Clock = new TimeOnly(18, 15),
        };
        Assert.Equal(
            "685ff55f618efc1dff40015de93940817ab293218ae8cf4b2c9e913b40fcb876",
            SealOf(clock)
        );
        Assert.NotEqual(SealOf(clock), SealOf(clock with { Clock = new TimeOnly(18, 16) }));
    }

    [Fact]
    public void Each_part_is_under_the_seal()
    {
        string[] seals =
        [
            SealOf(Measured),
            SealOf(Measured with { Quantity = "倾斜" }),
            SealOf(Measured with { Value = 12.6m }),
            SealOf(Measured with { Unit = "mm" }),
            SealOf(Measured with { Lon = 116.3974701 }),
            SealOf(Measured with { Lat = null }),
            SealOf(Measured with { AccuracyMetres = null }),
            MeasurementSeal.Of("99010101018000008", Measured, At, [SHA256.HashData("a"u8)]),
            MeasurementSeal.Of("99010101018000007", Measured, At.AddMilliseconds(1), []),
            MeasurementSeal.Of("99010101018000007", Measured, At, []),
        ];
        Assert.Equal(seals.Length, seals.Distinct().Count());
    }

    private static string SealOf(RecordMeasurement.Request request) =>
        MeasurementSeal.Of("99010101018000007", request, At, [SHA256.HashData("a"u8)]);
}
