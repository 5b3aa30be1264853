using System.Globalization;
using Jiban.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Jiban.City.Contracts;

/// <summary>A box of degrees in an address: <c>west,south,east,north</c>, WGS-84, as GeoJSON and OGC API write it.</summary>
public static class GeoBox
{
    /// <summary>What is answered to a box that is none.</summary>
    public static readonly Problem Malformed = new(
        StatusCodes.Status400BadRequest,
        "malformed",
        "地图范围不正确：须为西、南、东、北四个坐标。",
        "The box is malformed: west, south, east and north are needed."
    )
    {
        Errors = new Dictionary<string, string[]> { ["bbox"] = ["west,south,east,north"] },
    };

    /// <summary>Four finite numbers of a box that is not turned inside out; null otherwise.</summary>
    public static double[]? Read(string text)
    {
        var parts = text.Split(',');
        if (parts.Length != 4)
        {
            return null;
        }

        var box = new double[4];
        for (var i = 0; i < box.Length; i++)
        {
            if (
                !double.TryParse(
                    parts[i],
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out box[i]
                ) || !double.IsFinite(box[i])
            )
            {
                return null;
            }
        }

        return box[0] <= box[2] && box[1] <= box[3] ? box : null;
    }
}
