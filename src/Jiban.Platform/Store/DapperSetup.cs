using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dapper;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Jiban.Platform.Store;

/// <summary>What Dapper must be told once per process (docs/architecture.md).</summary>
internal static class DapperSetup
{
    [SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "Dapper is configured by statics; this is the one place that sets them."
    )]
    [ModuleInitializer]
    internal static void Run()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new UtcHandler());
        SqlMapper.AddTypeHandler(new DayHandler());
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.AddTypeHandler(new ArrayHandler<string>());
        SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
        SqlMapper.AddTypeHandler(new GeometryHandler<Geometry>());
        SqlMapper.AddTypeHandler(new GeometryHandler<Point>());
        SqlMapper.AddTypeHandler(new GeometryHandler<Polygon>());
    }

    private sealed class UtcHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            value is DateTimeOffset already
                ? already
                : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value.ToUniversalTime();
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) =>
            value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);

        public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
            parameter.Value = value;
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<TimeOnly>
    {
        public override TimeOnly Parse(object value) =>
            value is TimeOnly time ? time : TimeOnly.FromTimeSpan((TimeSpan)value);

        public override void SetValue(IDbDataParameter parameter, TimeOnly value) =>
            parameter.Value = value;
    }

    /// <summary>PostgreSQL arrays as read-only lists of a row's record.</summary>
    private sealed class ArrayHandler<T> : SqlMapper.TypeHandler<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Parse(object value) => (T[])value;

        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<T>? value) =>
            parameter.Value = value?.ToArray() ?? (object)DBNull.Value;
    }

    /// <summary>Geometry travels as WKB: <c>ST_AsBinary(column)</c> out, <c>ST_GeomFromWKB(@parameter, 4326)</c> in.</summary>
    private sealed class GeometryHandler<T> : SqlMapper.TypeHandler<T>
        where T : Geometry
    {
        public override T Parse(object value)
        {
            var geometry = new WKBReader().Read((byte[])value);
            geometry.SRID = 4326;
            return (T)geometry;
        }

        public override void SetValue(IDbDataParameter parameter, T? value) =>
            parameter.Value = value is null ? DBNull.Value : new WKBWriter().Write(value);
    }
}
