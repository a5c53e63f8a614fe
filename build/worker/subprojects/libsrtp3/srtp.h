#pragma once

// The part of libsrtp 3 that mediasoup's worker uses, over libsrtp 2.
//
// libsrtp 3 keeps the functions' names and changes their arguments, so that C++ overloads stand
// beside the C functions they call. Only the policy type means something else under the same
// name, which is why libsrtp 2's is renamed while its header is read.

#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string.h>

// New in libsrtp 3. libsrtp 2 never answers the second one; the first one is answered below.
constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct Srtp3Policy
{
	srtp2_policy_t wrapped{};
	// libsrtp 2 wants key and salt in one piece and only points at it until srtp_create().
	unsigned char key[SRTP_MAX_KEY_LEN]{};

	Srtp3Policy()                              = default;
	Srtp3Policy(const Srtp3Policy&)            = delete;
	Srtp3Policy& operator=(const Srtp3Policy&) = delete;
	~Srtp3Policy()
	{
		explicit_bzero(this->key, sizeof(this->key));
	}
};

using srtp_policy_t = Srtp3Policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) Srtp3Policy();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->wrapped.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->wrapped.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->wrapped.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	// Key identifiers are not used by WebRTC, and a second key would need one.
	if (mkiLen != 0 || policy->wrapped.key)
	{
		return srtp_err_status_bad_param;
	}

	if (keyLen > sizeof(policy->key) || saltLen > sizeof(policy->key) - keyLen)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	policy->wrapped.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->wrapped.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->wrapped.window_size = size;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	// libsrtp 2 reads the key through a bare pointer and would crash without one.
	if (!policy->wrapped.key)
	{
		return srtp_err_status_bad_param;
	}

	return srtp_create(session, &policy->wrapped);
}

namespace srtp3
{
	// libsrtp 2 works in place and is never told how large the buffer is: it writes up to
	// `growth` bytes behind the packet, so that room has to be proved before it is called.
	inline srtp_err_status_t transform(
	  srtp_err_status_t (*inPlace)(srtp_t, void*, int*),
	  srtp_t session,
	  const uint8_t* in,
	  size_t inLen,
	  uint8_t* out,
	  size_t* outLen,
	  size_t growth)
	{
		if (inLen > static_cast<size_t>(INT_MAX) - growth)
		{
			return srtp_err_status_bad_param;
		}

		if (*outLen < inLen + growth)
		{
			return srtp_err_status_buffer_small;
		}

		if (in != out)
		{
			std::memmove(out, in, inLen);
		}

		int len        = static_cast<int>(inLen);
		const auto err = inPlace(session, out, &len);

		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}

		return err;
	}

	constexpr size_t RtpGrowth  = SRTP_MAX_TRAILER_LEN;
	constexpr size_t RtcpGrowth = SRTP_MAX_TRAILER_LEN + 4; // the index word
} // namespace srtp3

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	return srtp3::transform(srtp_protect, session, in, inLen, out, outLen, srtp3::RtpGrowth);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	return srtp3::transform(srtp_protect_rtcp, session, in, inLen, out, outLen, srtp3::RtcpGrowth);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp3::transform(srtp_unprotect, session, in, inLen, out, outLen, 0);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp3::transform(srtp_unprotect_rtcp, session, in, inLen, out, outLen, 0);
}

// Both generations take the SSRC in network byte order here.
inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}
