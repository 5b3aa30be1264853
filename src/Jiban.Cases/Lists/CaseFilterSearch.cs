using Jiban.Platform.Crypto;
using Jiban.Platform.Writing;

namespace Jiban.Cases.Lists;

// What somebody typed.
internal sealed partial record CaseFilter
{
    private const int MaxIds = 100;

    /// <summary>
    /// By number, telephone or words. What is confidential is not found by a telephone or by words by those who may not learn who asked: a
    /// hit would tell them (<see cref="IsOpen"/>).
    /// </summary>
    private void Search(KeyRing keys, Action<string, string, object> add)
    {
        if (Ids is { Length: > 0 })
        {
            add(
                "case_id = any(@ids)",
                "ids",
                Ids.Split(',')
                    .Take(MaxIds)
                    .Select(id => Guid.TryParse(id, out var read) ? read : Guid.Empty)
                    .ToArray()
            );
        }

        if (string.IsNullOrWhiteSpace(Q))
        {
            return;
        }

        var typed = Q;
        if (CaseNumber.TryRead(typed, out var number))
        {
            add(
                "case_id = (select case_id from cases.case_number where number = @number)",
                "number",
                number
            );
        }
        else if (
            Telephone.Normalise(typed) is { } phone
            && typed.All(c => char.IsDigit(c) || c is ' ' or '-' or '+')
        )
        {
            add(
                "case_id in (select case_id from cases.requester where phone_hash = any(@phoneHashes) or reporter_phone_hash = any(@phoneHashes))",
                "phoneHashes",
                keys.SearchHashes(phone).ToArray()
            );
        }
        else if (
            new SearchGrams(keys) is var grams
            && grams.Of(typed, keys.Newest(KeyKind.Index)).Length > 0
        )
        {
            // Under each index key at hand: while one is being replaced, rows of both stand side by side.
            var numbers = keys.Numbers(KeyKind.Index);
            var found = numbers.Select(key => $"grams @> @grams{key}");
            add(
                $"(place_name ilike @words or case_id in (select case_id from cases.search where {string.Join(" or ", found)}))",
                "words",
                $"%{typed.Trim().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)}%"
            );
            foreach (var key in numbers)
            {
                add("true", $"grams{key}", grams.Of(typed, key));
            }
        }
        else
        {
            // Nothing but signs: no text can be found by them, and every text holds "all of none".
            add("@none", "none", false);
        }
    }
}
